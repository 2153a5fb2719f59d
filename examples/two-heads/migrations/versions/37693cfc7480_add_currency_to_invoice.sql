-- revision: 37693cfc7480
-- down_revision: b6d767d2f8ed
-- branch_labels:
-- depends_on:
-- created: 2026-08-17 10:00:00+00:00
-- message: add currency to invoice

-- migrate:up
ALTER TABLE invoice ADD COLUMN currency CHAR(3) DEFAULT 'EUR' NOT NULL;

-- migrate:down
ALTER TABLE invoice DROP COLUMN currency;
