-- revision: v001
-- down_revision:
-- message: views of every kind

-- migrate:up
CREATE TABLE account (id integer PRIMARY KEY, name text NOT NULL, email varchar(100), active boolean DEFAULT true, born date, score numeric(6, 2), tags text[]);
CREATE TABLE payment (id integer PRIMARY KEY, account integer REFERENCES account, amount numeric NOT NULL, at timestamptz DEFAULT now());
CREATE VIEW active_account AS SELECT id, name FROM account WHERE active;
CREATE VIEW renamed (number, "called") AS SELECT id, name FROM account;
CREATE OR REPLACE VIEW account_total AS
    SELECT a.id, a.name, sum(p.amount) AS total, count(*) AS payments
    FROM account a LEFT JOIN payment p ON p.account = a.id
    GROUP BY a.id, a.name HAVING sum(p.amount) > 0 ORDER BY total DESC NULLS LAST LIMIT 10;
CREATE VIEW checked AS SELECT * FROM account WHERE active = true WITH CHECK OPTION;
CREATE VIEW checked_local WITH (security_barrier) AS SELECT id FROM account WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW with_options WITH (security_barrier = true, security_invoker = true, check_option = cascaded) AS SELECT id FROM account;
CREATE RECURSIVE VIEW up_to_ten (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM up_to_ten WHERE n < 10;
CREATE VIEW common AS WITH big AS (SELECT account, amount FROM payment WHERE amount > 100) SELECT a.name, b.amount FROM account a JOIN big b ON a.id = b.account;
CREATE VIEW of_views AS SELECT t.name, c.amount FROM account_total t CROSS JOIN common c;
CREATE VIEW many AS
    SELECT id, upper(name) AS name, CASE WHEN active THEN 'yes' ELSE 'no' END AS is_active,
        coalesce(email, '') || '!' AS email, extract(year FROM born) AS year, score::integer AS rounded,
        row_number() OVER (PARTITION BY active ORDER BY score DESC) AS place,
        (SELECT max(amount) FROM payment WHERE account = account.id) AS most,
        EXISTS (SELECT 1 FROM payment p WHERE p.account = account.id) AS pays,
        name LIKE 'a%' AS is_a, tags[1] AS tag, ARRAY[1, 2] AS numbers, now() AS now, id IN (1, 2, 3) AS is_early
    FROM account WHERE email IS NOT NULL AND (score BETWEEN 1 AND 5 OR NOT active);
CREATE VIEW united AS SELECT id FROM account UNION SELECT account FROM payment EXCEPT SELECT 5;
CREATE VIEW joined AS SELECT id, p.amount FROM account JOIN payment p USING (id) CROSS JOIN (SELECT 1 AS one) AS o;
CREATE VIEW lateral_join AS SELECT a.id, l.amount FROM account a, LATERAL (SELECT amount FROM payment WHERE account = a.id LIMIT 1) l;
CREATE VIEW from_function AS SELECT g FROM generate_series(1, 10) AS g;
CREATE VIEW distinct_view AS SELECT DISTINCT ON (account) account, amount FROM payment ORDER BY account, at DESC;
CREATE MATERIALIZED VIEW stored AS SELECT account, sum(amount) AS total FROM payment GROUP BY account WITH DATA;
CREATE MATERIALIZED VIEW IF NOT EXISTS stored_empty (a, b) WITH (fillfactor = 60) AS SELECT id, name FROM account WITH NO DATA;
CREATE UNIQUE INDEX stored_account ON stored (account);
CREATE INDEX ON stored (total DESC);
CREATE TEMPORARY VIEW passing AS SELECT 1 AS a;
COMMENT ON VIEW active_account IS 'those who are';
COMMENT ON MATERIALIZED VIEW stored IS 'is stored';
COMMENT ON COLUMN active_account.name IS 'how they are called';
COMMENT ON INDEX stored_account IS 'by account';

-- migrate:down
DROP MATERIALIZED VIEW stored, stored_empty;
DROP VIEW IF EXISTS distinct_view, from_function, lateral_join, joined, united, many CASCADE;
DROP VIEW of_views, common, up_to_ten;
DROP VIEW with_options RESTRICT;
DROP VIEW checked_local, checked, account_total, renamed, active_account;
DROP TABLE payment, account;
