-- revision: k007
-- down_revision: k006
-- message: checks of every shape

-- migrate:up
CREATE TABLE checked (
    a INT, b INT, c VARCHAR(20), d DATE, e DECIMAL(10, 2), f BOOLEAN, g DATETIME, h JSON,
    CHECK (a IN (1, 2, 3)),
    CHECK (c IN ('x', 'y') OR c NOT IN ('p')),
    CHECK (a BETWEEN 1 AND 10 AND b NOT BETWEEN 3 AND 4),
    CHECK (c LIKE 'a%' AND c NOT LIKE '%b'),
    CHECK (c REGEXP '^[a-z]+$'),
    CHECK (a IS NOT NULL AND NOT (b IS NULL)),
    CHECK (a <=> b OR a != b),
    CHECK (coalesce(a, b, 0) > 0),
    CHECK (e >= 0 AND e <= 100.5),
    CHECK (length(trim(c)) > 0),
    CHECK (char_length(c) >= 3 AND upper(c) = ucase(c)),
    CHECK (d > '2020-01-01'),
    CHECK (g > d + INTERVAL 1 DAY),
    CHECK (CASE WHEN a > 0 THEN b > 0 ELSE b < 0 END),
    CHECK (a + b * 2 - 1 > (a - b) / 2),
    CHECK (a % 2 = 0 AND a MOD 3 = 1 AND a DIV 2 > 1),
    CHECK (-a < 0),
    CHECK (f = TRUE OR NOT f),
    CHECK (f IS TRUE),
    CHECK (json_valid(h) AND json_extract(h, '$.a') > 1),
    CHECK (concat(c, 'x') <> 'xy'),
    CHECK (substr(c, 1, 3) = 'abc' AND left(c, 1) = 'a'),
    CHECK (a & 1 = 1 OR a | 2 > 0 OR a ^ 1 > 0),
    CHECK (ifnull(a, 0) + if(b > 0, 1, 2) > 0),
    CHECK (year(d) > 2000),
    CHECK (cast(c AS UNSIGNED) > 0),
    CHECK (c COLLATE utf8mb4_bin <> 'x'),
    CHECK (a XOR b),
    CHECK (a > 0 AND (b > 0 OR c = 'it''s'))
);

-- migrate:down
DROP TABLE checked;
