-- revision: 2b7a4e19d0c3
-- down_revision: 0f8d3b52c6e9
-- branch_labels:
-- depends_on:
-- created: 2026-05-11 10:15:00+00:00
-- message: say where a purchase is delivered

-- migrate:up
ALTER TABLE purchase ADD COLUMN address_id INTEGER;

-- migrate:down
ALTER TABLE purchase DROP COLUMN address_id;
