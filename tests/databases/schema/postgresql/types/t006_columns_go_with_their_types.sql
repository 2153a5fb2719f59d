-- revision: t006
-- down_revision: t005
-- message: columns go with their types

-- migrate:up
CREATE TABLE guest (id integer, feeling feeling, feelings feeling[], home "Address");
CREATE INDEX guest_feeling ON guest (feeling);
DROP TYPE feeling CASCADE;
DROP TYPE IF EXISTS "Address" CASCADE;

-- migrate:down
CREATE TYPE "Address" AS (street text, city varchar(20) COLLATE "C", country text, floor integer);
CREATE TYPE feeling AS ENUM ('sad', 'so so', 'ok', 'fine', 'happy', 'great');
CREATE DOMAIN "Types".many AS feeling[];
DROP TABLE guest;
ALTER TABLE person ADD mood feeling, ADD moods feeling[], ADD seldom feeling, ADD home "Address", ADD homes "Address"[], ADD checked feeling, ADD also_checked feeling;
