-- revision: c002
-- down_revision: c001
-- message: numbered and generated columns

-- migrate:up
CREATE TABLE counted (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    a INT NOT NULL,
    b INT,
    c INT AS (a + b),
    d INT GENERATED ALWAYS AS (a * 2) VIRTUAL,
    e INT GENERATED ALWAYS AS (a * 3) STORED COMMENT 'thrice',
    f VARCHAR(20) AS (concat('x', a)) PERSISTENT,
    g INT AS (if(a > 1, b, 0)) STORED UNIQUE
) AUTO_INCREMENT = 100;
CREATE TABLE serial_one (id SERIAL, name VARCHAR(10));
CREATE TABLE implied (id INT AUTO_INCREMENT, name VARCHAR(10), PRIMARY KEY (id, name), KEY (name));
CREATE TABLE keyed (id BIGINT KEY AUTO_INCREMENT, code INT UNIQUE KEY, other INT UNIQUE COMMENT 'unique');

-- migrate:down
DROP TABLE keyed;
DROP TABLE implied;
DROP TABLE serial_one;
DROP TABLE counted;
