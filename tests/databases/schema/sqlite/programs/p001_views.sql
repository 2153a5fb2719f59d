-- revision: p001
-- down_revision:
-- message: views

-- migrate:up
CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT NOT NULL, active INT);
CREATE TABLE payment (id INTEGER PRIMARY KEY, account INT REFERENCES account (id), amount REAL);
CREATE VIEW active_account AS SELECT id, name FROM account WHERE active;
CREATE VIEW IF NOT EXISTS renamed (number, "called") AS SELECT id, name FROM main.account;
CREATE VIEW total AS WITH big AS (SELECT account, sum(amount) AS s FROM payment GROUP BY account) SELECT a.name, b.s FROM account a JOIN big b ON b.account = a.id ORDER BY 2 DESC;
CREATE VIEW early AS SELECT * FROM not_yet;
CREATE TEMP VIEW passing AS SELECT 1;

-- migrate:down
DROP VIEW early;
DROP VIEW total;
DROP VIEW IF EXISTS renamed;
DROP VIEW IF EXISTS absent;
DROP VIEW active_account;
DROP TABLE payment;
DROP TABLE account;
