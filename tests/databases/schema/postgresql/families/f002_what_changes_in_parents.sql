-- revision: f002
-- down_revision: f001
-- message: what changes in parents

-- migrate:up
ALTER TABLE parent ADD COLUMN colour text DEFAULT 'red';
ALTER TABLE parent ADD CONSTRAINT short CHECK (length(name) < 50);
ALTER TABLE parent RENAME COLUMN name TO title;
ALTER TABLE parent ALTER COLUMN id TYPE bigint;
ALTER TABLE parent ALTER COLUMN title SET NOT NULL;
ALTER TABLE parent ALTER COLUMN colour SET DEFAULT 'blue';
ALTER TABLE ONLY parent ALTER COLUMN colour SET DEFAULT 'green';
ALTER TABLE parent RENAME CONSTRAINT short TO is_short;
ALTER TABLE stranger INHERIT other_parent;

-- migrate:down
ALTER TABLE stranger NO INHERIT other_parent;
ALTER TABLE parent ALTER COLUMN title DROP NOT NULL;
ALTER TABLE parent ALTER COLUMN id TYPE integer;
ALTER TABLE parent RENAME COLUMN title TO name;
ALTER TABLE parent ADD CHECK (name <> '');
