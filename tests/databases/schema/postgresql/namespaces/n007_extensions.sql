-- revision: n007
-- down_revision: n005
-- message: extensions

-- migrate:up
CREATE EXTENSION IF NOT EXISTS plpgsql;
CREATE EXTENSION citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA shop;
CREATE EXTENSION "uuid-ossp" SCHEMA public VERSION '1.1';
CREATE EXTENSION hstore CASCADE;
CREATE TABLE extended (id uuid DEFAULT uuid_generate_v4(), name citext UNIQUE CHECK (name <> 'x'), data hstore DEFAULT '', names citext[]);
CREATE INDEX extended_trigram ON extended USING gin ((name::text) shop.gin_trgm_ops);
CREATE INDEX extended_data ON extended USING gist (data gist_hstore_ops);
COMMENT ON EXTENSION citext IS 'of any case';

-- migrate:down
DROP TABLE extended;
DROP EXTENSION hstore, pg_trgm CASCADE;
DROP EXTENSION "uuid-ossp";
DROP EXTENSION IF EXISTS citext, nothing;
