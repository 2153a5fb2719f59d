-- revision: p001
-- down_revision:
-- message: views

-- migrate:up
CREATE TABLE account (id INT PRIMARY KEY, name VARCHAR(50) NOT NULL, email VARCHAR(100), active BOOLEAN DEFAULT TRUE, born DATE, score DECIMAL(6, 2));
CREATE TABLE payment (id INT PRIMARY KEY, account INT, amount DECIMAL(10, 2) NOT NULL, at DATETIME DEFAULT CURRENT_TIMESTAMP, FOREIGN KEY (account) REFERENCES account (id));
CREATE VIEW active_account AS SELECT id, name FROM account WHERE active;
CREATE VIEW renamed (number, `called`) AS SELECT id, name FROM account;
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = CURRENT_USER SQL SECURITY INVOKER VIEW account_total AS
    SELECT a.id, a.name, sum(p.amount) AS total, count(*) AS payments
    FROM account a LEFT JOIN payment p ON p.account = a.id
    GROUP BY a.id, a.name HAVING sum(p.amount) > 0 ORDER BY total DESC LIMIT 10;
CREATE VIEW checked AS SELECT * FROM account WHERE active = 1 WITH CHECK OPTION;
CREATE VIEW checked_local AS SELECT id FROM account WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW IF NOT EXISTS many AS
    SELECT id, upper(name) AS name, CASE WHEN active THEN 'yes' ELSE 'no' END AS is_active,
        concat(coalesce(email, ''), '!') AS email, year(born) AS year, cast(score AS SIGNED) AS rounded,
        row_number() OVER (PARTITION BY active ORDER BY score DESC) AS place,
        (SELECT max(amount) FROM payment WHERE payment.account = account.id) AS most,
        EXISTS (SELECT 1 FROM payment p WHERE p.account = account.id) AS pays,
        name LIKE 'a%' AS is_a, now() AS now, id IN (1, 2, 3) AS is_early
    FROM account WHERE email IS NOT NULL AND (score BETWEEN 1 AND 5 OR NOT active);
CREATE VIEW united AS SELECT id FROM account UNION ALL SELECT account FROM payment;
CREATE VIEW of_views AS SELECT t.name, c.name AS other FROM account_total t, active_account c WHERE t.id = c.id;
CREATE VIEW common AS WITH big AS (SELECT account, amount FROM payment WHERE amount > 100) SELECT a.name, b.amount FROM account a JOIN big b ON a.id = b.account;
CREATE VIEW joined AS SELECT a.id, p.amount FROM account a RIGHT JOIN payment p ON p.account = a.id CROSS JOIN (SELECT 1 AS one) o;
CREATE VIEW grouped AS SELECT account, group_concat(DISTINCT amount ORDER BY amount SEPARATOR ', ') AS amounts FROM payment GROUP BY account;

-- migrate:down
DROP VIEW grouped, joined, common, of_views;
DROP VIEW IF EXISTS united, many, nothing;
DROP VIEW checked_local, checked, account_total CASCADE;
DROP VIEW renamed, active_account;
DROP TABLE payment, account;
