-- revision: r002
-- down_revision: r001
-- message: functions change

-- migrate:up
CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1 + 0';
ALTER FUNCTION add(integer, integer) RENAME TO plus;
ALTER FUNCTION add(bigint, bigint) IMMUTABLE CALLED ON NULL INPUT;
ALTER FUNCTION several(integer, numeric, text[]) SECURITY INVOKER RESET search_path;
ALTER FUNCTION rows_of(integer) STABLE COST 50 ROWS 10;
ALTER FUNCTION "Odd Name"(text, integer[]) RESET ALL;
ALTER FUNCTION leak(text) NOT LEAKPROOF PARALLEL UNSAFE;
ALTER FUNCTION set_of() SET search_path = public;
ALTER FUNCTION set_of() SET search_path TO 'public', "Odd";
ALTER FUNCTION touch() OWNER TO CURRENT_USER;
ALTER PROCEDURE pay(integer, numeric) RENAME TO pays;
ALTER PROCEDURE pays(integer, numeric) SECURITY DEFINER;
ALTER ROUTINE standard(integer) RENAME TO standard_one;
ALTER AGGREGATE total(integer) RENAME TO total_of;
CREATE SCHEMA routines;
ALTER FUNCTION atomic(integer) SET SCHEMA routines;
ALTER FUNCTION note() DEPENDS ON EXTENSION plpgsql;

-- migrate:down
ALTER FUNCTION note() NO DEPENDS ON EXTENSION plpgsql;
ALTER FUNCTION routines.atomic(integer) SET SCHEMA public;
DROP SCHEMA routines;
ALTER AGGREGATE total_of(integer) RENAME TO total;
ALTER ROUTINE standard_one(integer) RENAME TO standard;
ALTER PROCEDURE pays SECURITY INVOKER;
ALTER PROCEDURE pays RENAME TO pay;
ALTER FUNCTION set_of() RESET search_path;
ALTER FUNCTION leak LEAKPROOF PARALLEL RESTRICTED;
ALTER FUNCTION "Odd Name" SET work_mem TO '10MB' SET statement_timeout = 1000;
ALTER FUNCTION rows_of VOLATILE COST 100 ROWS 50;
ALTER FUNCTION several SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION add(bigint, bigint) STABLE STRICT;
ALTER FUNCTION plus RENAME TO add;
CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1';
