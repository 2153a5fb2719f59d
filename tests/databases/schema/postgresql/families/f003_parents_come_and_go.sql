-- revision: f003
-- down_revision: f002
-- message: parents come and go

-- migrate:up
ALTER TABLE child NO INHERIT parent;
ALTER TABLE child INHERIT parent;
ALTER TABLE grandchild NO INHERIT other_parent;
ALTER TABLE parent DROP COLUMN colour;
ALTER TABLE parent DROP CONSTRAINT is_short;
ALTER TABLE parent RENAME TO parents;

-- migrate:down
ALTER TABLE parents RENAME TO parent;
ALTER TABLE parent ADD CONSTRAINT is_short CHECK (length(title) < 50), ADD COLUMN colour text DEFAULT 'blue';
ALTER TABLE grandchild INHERIT other_parent;
