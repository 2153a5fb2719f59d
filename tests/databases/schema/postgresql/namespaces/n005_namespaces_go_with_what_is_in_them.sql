-- revision: n005
-- down_revision: n004
-- message: namespaces go with what is in them

-- migrate:up
DROP SCHEMA "Other" CASCADE;
DROP SCHEMA IF EXISTS absent, "Archive" CASCADE;

-- migrate:down
CREATE SCHEMA "Archive";
CREATE TYPE "Archive".kind AS ENUM ('a', 'b');
CREATE SEQUENCE "Archive".numbers;
CREATE FUNCTION "Archive".watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE FUNCTION "Archive".double(price) RETURNS price LANGUAGE sql AS 'SELECT $1';
CREATE TABLE "Archive".goods (id integer PRIMARY KEY, number integer, kind "Archive".kind, kinds "Archive".kind[], cost price, name text, size shop.size);
CREATE VIEW "Archive".in_archive AS SELECT id FROM "Archive".goods;
CREATE VIEW "Archive".cheap AS SELECT id FROM "Archive".goods;
CREATE VIEW all_products AS SELECT 1 AS one;
CREATE SCHEMA "Other";
CREATE TABLE "Other"."Line" (id bigserial PRIMARY KEY, product integer, twin integer, kind text);
