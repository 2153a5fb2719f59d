-- revision: s004
-- down_revision: s003
-- message: columns are added

-- migrate:up
ALTER TABLE kinds ADD COLUMN x TEXT DEFAULT 'x' NOT NULL;
ALTER TABLE kinds ADD y INTEGER REFERENCES city (id);
ALTER TABLE kinds ADD COLUMN z INTEGER CHECK (z > 0);
ALTER TABLE kinds ADD COLUMN computed INTEGER GENERATED ALWAYS AS (b * 2) VIRTUAL;
ALTER TABLE kinds ADD COLUMN folded TEXT COLLATE NOCASE;

-- migrate:down
ALTER TABLE kinds DROP COLUMN folded;
ALTER TABLE kinds DROP COLUMN computed;
ALTER TABLE kinds DROP COLUMN z;
ALTER TABLE kinds DROP y;
ALTER TABLE kinds DROP COLUMN x;
