-- revision: c004
-- down_revision: c003
-- message: columns are added

-- migrate:up
ALTER TABLE shape ADD COLUMN colour text;
ALTER TABLE shape ADD name varchar(30) NOT NULL DEFAULT 'unnamed';
ALTER TABLE shape ADD COLUMN IF NOT EXISTS colour text, ADD COLUMN IF NOT EXISTS depth numeric DEFAULT 1 CHECK (depth > 0);
ALTER TABLE shape ADD COLUMN volume numeric GENERATED ALWAYS AS (width * height) STORED;
ALTER TABLE shape ADD COLUMN code text UNIQUE, ADD COLUMN parent integer REFERENCES shape, ADD COLUMN counter serial;
ALTER TABLE IF EXISTS absent ADD COLUMN a integer;

-- migrate:down
ALTER TABLE shape DROP COLUMN counter, DROP COLUMN parent, DROP COLUMN code;
ALTER TABLE shape DROP COLUMN volume;
ALTER TABLE shape DROP depth;
ALTER TABLE shape DROP COLUMN IF EXISTS absent, DROP COLUMN IF EXISTS name;
ALTER TABLE shape DROP COLUMN colour;
