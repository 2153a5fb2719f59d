-- revision: 3c59dc048e88
-- down_revision:
-- branch_labels:
-- depends_on:
-- created: 2026-08-03 09:00:00+00:00
-- message: create account

-- migrate:up
CREATE TABLE account (
    id INTEGER NOT NULL,
    name VARCHAR(100) NOT NULL,
    PRIMARY KEY (id)
);

-- migrate:down
DROP TABLE account;
