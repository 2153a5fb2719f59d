-- revision: 1ff1de774005
-- down_revision: b6d767d2f8ed
-- branch_labels:
-- depends_on:
-- created: 2026-08-18 10:00:00+00:00
-- message: add due date to invoice

-- migrate:up
ALTER TABLE invoice ADD COLUMN due_on DATE;

-- migrate:down
ALTER TABLE invoice DROP COLUMN due_on;
