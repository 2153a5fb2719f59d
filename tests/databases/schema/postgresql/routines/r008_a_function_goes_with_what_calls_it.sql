-- revision: r008
-- down_revision: r007
-- message: a function goes with what calls it

-- migrate:up
CREATE FUNCTION norm(text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT lower($1) $$;
CREATE TABLE called (id integer, name text, d text DEFAULT norm('A'), g text GENERATED ALWAYS AS (norm(name)) STORED, CONSTRAINT c CHECK (norm(name) <> ''));
CREATE INDEX called_index ON called (norm(name));
CREATE INDEX called_partial ON called (id) WHERE norm(name) = 'a';
CREATE VIEW calling AS SELECT norm(name) AS n FROM called;
CREATE VIEW calling_too AS SELECT n FROM calling;
DROP FUNCTION norm(text) CASCADE;

-- migrate:down
DROP TABLE called;
