-- revision: c005
-- down_revision: c004
-- message: types change

-- migrate:up
ALTER TABLE number ALTER COLUMN a TYPE integer;
ALTER TABLE number ALTER b SET DATA TYPE bigint;
ALTER TABLE number ALTER COLUMN c TYPE text USING c::text;
ALTER TABLE number ALTER COLUMN e TYPE numeric(10, 2);
ALTER TABLE number ALTER COLUMN f TYPE numeric USING (f * 2), ALTER COLUMN j TYPE numeric(12, 4);
ALTER TABLE text_like ALTER COLUMN c TYPE text, ALTER COLUMN d TYPE varchar(40), ALTER COLUMN l TYPE text;
ALTER TABLE text_like ALTER COLUMN a TYPE varchar(10) COLLATE "C";
ALTER TABLE text_like ALTER COLUMN m TYPE varchar(12);

-- migrate:down
ALTER TABLE text_like ALTER COLUMN m TYPE varchar(10) COLLATE "POSIX";
ALTER TABLE text_like ALTER COLUMN a TYPE text;
ALTER TABLE text_like ALTER COLUMN c TYPE varchar(20), ALTER COLUMN d TYPE varchar(20), ALTER COLUMN l TYPE text COLLATE "C";
ALTER TABLE number ALTER COLUMN f TYPE bigint, ALTER COLUMN j TYPE numeric(10, 2);
ALTER TABLE number ALTER COLUMN e TYPE integer;
ALTER TABLE number ALTER COLUMN c TYPE integer USING c::integer;
ALTER TABLE number ALTER b TYPE smallint;
ALTER TABLE number ALTER a TYPE smallint;
