-- revision: 6d2e91b7f038
-- down_revision: 5f1c0a9e42d7
-- branch_labels: accounts
-- depends_on:
-- created: 2026-04-02 11:00:00+00:00
-- message: add email to customer

-- migrate:up
ALTER TABLE customer ADD COLUMN email VARCHAR(254);

-- migrate:down
ALTER TABLE customer DROP COLUMN email;
