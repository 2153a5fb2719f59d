\set ON_ERROR_STOP on
-- with a comment
\connect - postgres
SELECT 1;
\i other.sql
SELECT 2 \gset
;
SELECT 3;
