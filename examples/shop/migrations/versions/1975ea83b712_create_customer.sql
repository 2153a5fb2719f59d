-- revision: 1975ea83b712
-- down_revision:
-- branch_labels:
-- depends_on:
-- created: 2026-03-02 09:14:00+00:00
-- message: create customer

-- migrate:up
CREATE TABLE customer (
    id INTEGER NOT NULL,
    name VARCHAR(200) NOT NULL,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);

-- migrate:down
DROP TABLE customer;
