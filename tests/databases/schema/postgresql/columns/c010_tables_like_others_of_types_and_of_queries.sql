-- revision: c010
-- down_revision: c009
-- message: tables like others, of types, and of queries

-- migrate:up
CREATE TABLE plain_copy (LIKE shape);
CREATE TABLE full_copy (id bigint, LIKE text_like INCLUDING ALL, more text);
CREATE TABLE some_copy (LIKE shape INCLUDING DEFAULTS INCLUDING CONSTRAINTS EXCLUDING INDEXES);
CREATE TABLE but_copy (LIKE shape INCLUDING ALL EXCLUDING INDEXES EXCLUDING DEFAULTS);
CREATE TYPE pair AS (first integer, second text COLLATE "C");
CREATE TABLE of_pair OF pair;
CREATE TABLE of_pair_with OF pair (first WITH OPTIONS PRIMARY KEY, second DEFAULT 'x' NOT NULL, CHECK (first > 0));
CREATE UNLOGGED TABLE fleeting (a integer);
CREATE TABLE parameters (a text, b integer) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = off);
CREATE TABLE IF NOT EXISTS parameters (z integer);
CREATE TABLE quiet () TABLESPACE pg_default;

-- migrate:down
DROP TABLE quiet;
DROP TABLE parameters;
DROP TABLE fleeting;
DROP TABLE of_pair_with;
DROP TABLE of_pair;
DROP TYPE pair;
DROP TABLE but_copy, some_copy, full_copy, plain_copy;
