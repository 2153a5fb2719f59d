-- revision: n004
-- down_revision: n003
-- message: the search path

-- migrate:up
SET search_path TO shop, public;
CREATE TABLE found (id integer PRIMARY KEY, plain integer);
ALTER TABLE plain ADD COLUMN found integer REFERENCES found;
CREATE TYPE size AS ENUM ('s', 'm');
ALTER TABLE found ADD COLUMN size size DEFAULT 's';
SET search_path = "Archive";
ALTER TABLE goods ADD COLUMN size shop.size;
CREATE VIEW in_archive AS SELECT id FROM goods;
SET search_path TO DEFAULT;
CREATE TABLE in_public (id integer);
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.dumped (id integer, size shop.size DEFAULT 's'::shop.size);
ALTER TABLE ONLY public.dumped ADD CONSTRAINT dumped_pkey PRIMARY KEY (id);
SET SCHEMA 'shop';
CREATE SEQUENCE found_numbers;
RESET search_path;
CREATE TABLE last (id integer DEFAULT nextval('shop.found_numbers'));

-- migrate:down
DROP TABLE last, dumped, in_public;
DROP SEQUENCE shop.found_numbers;
DROP VIEW "Archive".in_archive;
ALTER TABLE "Archive".goods DROP COLUMN size;
ALTER TABLE shop.plain DROP COLUMN found;
DROP TABLE shop.found;
DROP TYPE shop.size;
