-- revision: r001
-- down_revision:
-- message: functions of every kind

-- migrate:up
CREATE TABLE account (id integer PRIMARY KEY, name text, balance numeric DEFAULT 0, changed timestamptz);
CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION add(integer, integer) RETURNS integer AS $$ SELECT $1 + $2 $$ LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION add(a bigint, b bigint DEFAULT 1) RETURNS bigint LANGUAGE plpgsql STABLE RETURNS NULL ON NULL INPUT COST 10 AS $body$
BEGIN
    RETURN a + b;
END
$body$;
CREATE OR REPLACE FUNCTION several(IN a integer, OUT b text, INOUT c numeric, VARIADIC d text[]) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT a::text, c + 1 $$;
CREATE FUNCTION rows_of(minimum integer = 0) RETURNS TABLE (id integer, name text) ROWS 50 LANGUAGE sql CALLED ON NULL INPUT AS 'SELECT id, name FROM account WHERE id > minimum';
CREATE FUNCTION set_of() RETURNS SETOF account LANGUAGE sql VOLATILE AS 'SELECT * FROM account';
CREATE FUNCTION standard(a integer) RETURNS integer LANGUAGE sql RETURN a + 1;
CREATE FUNCTION atomic(a integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT a + 1; SELECT a + 2; END;
CREATE FUNCTION leak(text) RETURNS boolean LANGUAGE plpgsql LEAKPROOF PARALLEL RESTRICTED AS 'BEGIN RETURN true; END';
CREATE FUNCTION "Odd Name"("Odd Argument" text DEFAULT 'it''s', VARIADIC more integer[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$ SET work_mem TO '10MB' SET statement_timeout = 1000;
CREATE FUNCTION types(varchar(10), timestamp with time zone, double precision, character varying, int[], account) RETURNS timestamp without time zone LANGUAGE sql AS 'SELECT now()::timestamp';
CREATE PROCEDURE pay(who integer, amount numeric) LANGUAGE sql AS $$ UPDATE account SET balance = balance + amount WHERE id = who $$;
CREATE PROCEDURE inout_procedure(INOUT x integer) LANGUAGE plpgsql AS 'BEGIN x := x + 1; END';
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed = now();
    RETURN NEW;
END
$$;
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
COMMENT ON FUNCTION one() IS 'gives one';
COMMENT ON FUNCTION add(integer, integer) IS 'adds';
COMMENT ON PROCEDURE pay(integer, numeric) IS 'pays';
COMMENT ON AGGREGATE total(integer) IS 'in all';
COMMENT ON ROUTINE standard(integer) IS 'is standard';

-- migrate:down
DROP FUNCTION note(), touch;
DROP AGGREGATE total(integer);
DROP PROCEDURE inout_procedure(integer), pay;
DROP FUNCTION types(varchar, timestamptz, float8, varchar, integer[], account);
DROP FUNCTION "Odd Name"(text, integer[]);
DROP FUNCTION IF EXISTS leak(text), nothing(integer);
DROP ROUTINE atomic(integer);
DROP FUNCTION standard(a integer), set_of(), rows_of(integer);
DROP FUNCTION several(integer, numeric, text[]);
DROP FUNCTION add(bigint, bigint);
DROP FUNCTION add(integer, integer) CASCADE;
DROP FUNCTION one RESTRICT;
DROP TABLE account;
