-- revision: o001
-- down_revision:
-- message: what is known by name and text

-- migrate:up
CREATE TABLE account (id integer PRIMARY KEY, owner text, name text, balance numeric);
CREATE TABLE note (id integer, account integer, text text);
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON account USING (owner = current_user);
CREATE POLICY reading ON account FOR SELECT TO PUBLIC USING (balance > 0);
CREATE POLICY writing ON account AS RESTRICTIVE FOR UPDATE TO CURRENT_USER, pg_monitor USING (true) WITH CHECK (balance >= 0 AND name IS NOT NULL);
CREATE POLICY adding ON note FOR INSERT WITH CHECK (EXISTS (SELECT 1 FROM account a WHERE a.id = account));
CREATE POLICY "Deleting" ON note AS PERMISSIVE FOR ALL USING (text LIKE 'a%');
CREATE RULE ignored AS ON DELETE TO account DO INSTEAD NOTHING;
CREATE OR REPLACE RULE copied AS ON INSERT TO account WHERE NEW.balance > 10 DO ALSO INSERT INTO note (id, account) VALUES (1, NEW.id);
CREATE STATISTICS correlated ON owner, name FROM account;
CREATE STATISTICS IF NOT EXISTS kinds (ndistinct, dependencies) ON name, balance FROM account;
CREATE STATISTICS expressions ON (lower(name)), (balance * 2) FROM account;
CREATE COLLATION german (locale = 'C');
CREATE COLLATION IF NOT EXISTS other_german FROM "C";
CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch_ddl ON ddl_command_start WHEN TAG IN ('DROP TABLE', 'CREATE TABLE') EXECUTE FUNCTION on_ddl();
CREATE PUBLICATION pub FOR TABLE account;
CREATE PUBLICATION pub_all FOR ALL TABLES WITH (publish = 'insert');
CREATE TEXT SEARCH CONFIGURATION search (COPY = simple);
CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple, STOPWORDS = english);
CREATE TYPE pair AS (a integer, b integer);
CREATE FUNCTION to_text(pair) RETURNS text LANGUAGE sql AS $$SELECT 'x'$$;
CREATE CAST (pair AS text) WITH FUNCTION to_text(pair) AS ASSIGNMENT;
CREATE FUNCTION pair_equal(pair, pair) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR === (LEFTARG = pair, RIGHTARG = pair, FUNCTION = pair_equal, COMMUTATOR = ===);
CREATE TABLE sorted (name text COLLATE german, PRIMARY KEY (name));
COMMENT ON POLICY own ON account IS 'own rows';
COMMENT ON RULE ignored ON account IS 'nothing goes';
COMMENT ON STATISTICS correlated IS 'they go together';
COMMENT ON COLLATION german IS 'like Duden';
COMMENT ON TEXT SEARCH CONFIGURATION search IS 'simple';
COMMENT ON EVENT TRIGGER watch_ddl IS 'watches';
COMMENT ON PUBLICATION pub IS 'tells';
COMMENT ON CAST (pair AS text) IS 'casts';
COMMENT ON OPERATOR === (pair, pair) IS 'same';

-- migrate:down
DROP TABLE sorted;
DROP OPERATOR === (pair, pair);
DROP CAST (pair AS text);
DROP FUNCTION pair_equal(pair, pair), to_text(pair);
DROP TYPE pair;
DROP TEXT SEARCH DICTIONARY words;
DROP TEXT SEARCH CONFIGURATION IF EXISTS search CASCADE;
DROP PUBLICATION pub, pub_all;
DROP EVENT TRIGGER watch_ddl;
DROP FUNCTION on_ddl();
DROP COLLATION german, other_german;
DROP STATISTICS expressions, kinds;
DROP STATISTICS IF EXISTS correlated, nothing;
DROP RULE copied ON account;
DROP RULE IF EXISTS ignored ON account CASCADE;
DROP POLICY "Deleting" ON note;
DROP POLICY IF EXISTS adding ON note;
DROP TABLE note, account;
