-- revision: v004
-- down_revision: v003
-- message: views go with what they read

-- migrate:up
CREATE SCHEMA views;
ALTER VIEW united SET SCHEMA views;
ALTER MATERIALIZED VIEW stored_empty SET SCHEMA views;
ALTER TABLE accounts DROP COLUMN score CASCADE;
DROP VIEW account_total CASCADE;
DROP TABLE payment CASCADE;

-- migrate:down
CREATE TABLE payment (id integer PRIMARY KEY, account integer REFERENCES accounts, value numeric NOT NULL, at timestamptz DEFAULT now());
CREATE MATERIALIZED VIEW kept AS SELECT account, sum(value) AS sum FROM payment GROUP BY account;
CREATE UNIQUE INDEX kept_account ON kept (account);
ALTER MATERIALIZED VIEW views.stored_empty SET SCHEMA public;
CREATE VIEW distinct_view AS SELECT 1;
CREATE VIEW lateral_join AS SELECT 1;
CREATE VIEW joined AS SELECT 1;
CREATE VIEW united AS SELECT 1;
CREATE VIEW many AS SELECT 1;
CREATE VIEW of_views AS SELECT 1;
CREATE VIEW uncommon AS SELECT 1;
CREATE VIEW account_total AS SELECT 1;
ALTER TABLE accounts ADD COLUMN score numeric(6, 2);
CREATE VIEW checked AS SELECT id FROM accounts WHERE active WITH LOCAL CHECK OPTION;
DROP SCHEMA views;
