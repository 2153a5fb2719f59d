-- revision: n008
-- down_revision: n007
-- message: extensions change

-- migrate:up
ALTER EXTENSION citext UPDATE;
ALTER EXTENSION hstore UPDATE TO '1.8';
ALTER EXTENSION hstore SET SCHEMA shop;
ALTER TABLE extended ALTER COLUMN id DROP DEFAULT;
DROP EXTENSION "uuid-ossp";

-- migrate:down
CREATE EXTENSION "uuid-ossp" VERSION '1.1';
ALTER EXTENSION hstore SET SCHEMA public;
