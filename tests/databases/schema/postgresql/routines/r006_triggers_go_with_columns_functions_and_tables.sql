-- revision: r006
-- down_revision: r005
-- message: triggers go with columns, functions and tables

-- migrate:up
ALTER TABLE accounts DROP COLUMN balance CASCADE;
DROP FUNCTION note() CASCADE;
DROP TABLE accounts CASCADE;

-- migrate:down
CREATE TABLE accounts (id integer PRIMARY KEY, title text, changed timestamptz, balance numeric DEFAULT 0);
CREATE FUNCTION set_of() RETURNS SETOF accounts LANGUAGE sql VOLATILE AS 'SELECT * FROM accounts';
CREATE FUNCTION types(varchar(10), timestamp with time zone, double precision, character varying, int[], accounts) RETURNS timestamp without time zone LANGUAGE sql AS 'SELECT now()::timestamp';
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER touches BEFORE INSERT OR UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER changed AFTER UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER touch_name AFTER UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER statement_level AFTER INSERT ON accounts EXECUTE FUNCTION note();
CREATE TRIGGER with_arguments AFTER INSERT ON accounts EXECUTE FUNCTION note();
CREATE TRIGGER transition AFTER INSERT ON accounts EXECUTE FUNCTION note();
CREATE TRIGGER late AFTER INSERT ON accounts EXECUTE FUNCTION note();
CREATE TRIGGER from_other AFTER INSERT ON accounts EXECUTE FUNCTION note();
CREATE TRIGGER "Odd Trigger" AFTER INSERT ON accounts EXECUTE FUNCTION note();
CREATE VIEW account_view AS SELECT id, title FROM accounts;
CREATE TRIGGER instead INSTEAD OF INSERT ON account_view FOR EACH ROW EXECUTE FUNCTION note();
