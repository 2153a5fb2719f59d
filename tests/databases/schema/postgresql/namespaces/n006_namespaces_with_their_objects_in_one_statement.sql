-- revision: n006
-- down_revision: n005
-- message: namespaces with their objects in one statement

-- migrate:up
CREATE SCHEMA whole CREATE TABLE one (id integer PRIMARY KEY, name text) CREATE VIEW of_one AS SELECT id FROM one CREATE INDEX one_name ON one (name);

-- migrate:down
DROP SCHEMA whole CASCADE;
