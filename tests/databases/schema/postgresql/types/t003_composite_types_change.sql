-- revision: t003
-- down_revision: t002
-- message: composite types change

-- migrate:up
ALTER TYPE address ADD ATTRIBUTE country text;
ALTER TYPE address DROP ATTRIBUTE number;
ALTER TYPE address DROP ATTRIBUTE IF EXISTS absent, ADD ATTRIBUTE floor integer;
ALTER TYPE address RENAME ATTRIBUTE town TO city;
CREATE TYPE alone AS (a integer, b text);
ALTER TYPE alone ALTER ATTRIBUTE a TYPE bigint, ALTER ATTRIBUTE b SET DATA TYPE varchar(3) COLLATE "C" CASCADE;
COMMENT ON COLUMN address.street IS 'where';

-- migrate:down
DROP TYPE alone;
ALTER TYPE address RENAME ATTRIBUTE city TO town CASCADE;
ALTER TYPE address DROP ATTRIBUTE floor, ADD ATTRIBUTE number integer;
ALTER TYPE address DROP ATTRIBUTE country;
