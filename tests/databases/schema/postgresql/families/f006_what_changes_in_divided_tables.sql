-- revision: f006
-- down_revision: f005
-- message: what changes in divided tables

-- migrate:up
ALTER TABLE measurement ADD COLUMN note text DEFAULT '';
ALTER TABLE measurement ALTER COLUMN value TYPE numeric(10, 2);
ALTER TABLE measurement ALTER COLUMN value DROP DEFAULT;
ALTER TABLE measurement RENAME COLUMN sensor TO probe;
ALTER TABLE measurement ADD CHECK (note <> 'x');
ALTER TABLE measurement ADD CONSTRAINT noted UNIQUE (note, at);
ALTER TABLE measurement ADD FOREIGN KEY (note) REFERENCES listed_keys (kind) DEFERRABLE;
ALTER TABLE measurement ALTER COLUMN note SET NOT NULL;
ALTER TABLE measurement RENAME CONSTRAINT positive TO is_positive;
CREATE FUNCTION noticed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER noticed BEFORE INSERT ON measurement FOR EACH ROW EXECUTE FUNCTION noticed();

-- migrate:down
DROP FUNCTION noticed() CASCADE;
ALTER TABLE measurement RENAME CONSTRAINT is_positive TO positive;
ALTER TABLE measurement DROP COLUMN note;
ALTER TABLE measurement RENAME COLUMN probe TO sensor;
ALTER TABLE measurement ALTER COLUMN value SET DEFAULT 1;
ALTER TABLE measurement ALTER COLUMN value TYPE numeric;
