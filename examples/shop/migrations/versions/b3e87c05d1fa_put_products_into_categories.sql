-- revision: b3e87c05d1fa
-- down_revision: 8a40d2f6be13
-- branch_labels:
-- depends_on:
-- created: 2026-04-03 09:48:00+00:00
-- message: put products into categories

-- migrate:up
ALTER TABLE product ADD COLUMN category_id INTEGER DEFAULT 1 NOT NULL;

UPDATE product SET category_id = 1;

-- migrate:down
ALTER TABLE product DROP COLUMN category_id;
