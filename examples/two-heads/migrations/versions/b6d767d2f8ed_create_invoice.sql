-- revision: b6d767d2f8ed
-- down_revision: 3c59dc048e88
-- branch_labels:
-- depends_on:
-- created: 2026-08-10 09:00:00+00:00
-- message: create invoice

-- migrate:up
CREATE TABLE invoice (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    total_cents INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_invoice_account FOREIGN KEY (account_id) REFERENCES account (id)
);

-- migrate:down
DROP TABLE invoice;
