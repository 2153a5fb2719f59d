-- revision: 94c5f07e3ab8
-- down_revision: 2b7a4e19d0c3
-- branch_labels:
-- depends_on:
-- created: 2026-06-03 14:45:00+00:00
-- message: give purchases a status

-- migrate:up
ALTER TABLE purchase ADD COLUMN status VARCHAR(20) DEFAULT 'placed' NOT NULL;

-- What was placed before May has long been delivered.
UPDATE purchase SET status = 'delivered' WHERE placed_at < '2026-05-01';

-- migrate:down
ALTER TABLE purchase DROP COLUMN status;
