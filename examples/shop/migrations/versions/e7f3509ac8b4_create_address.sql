-- revision: e7f3509ac8b4
-- down_revision: 6d2e91b7f038
-- branch_labels:
-- depends_on:
-- created: 2026-04-07 16:10:00+00:00
-- message: create address

-- migrate:up
CREATE TABLE address (
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    street VARCHAR(200) NOT NULL,
    city VARCHAR(100) NOT NULL,
    country CHAR(2) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_address_customer FOREIGN KEY (customer_id) REFERENCES customer (id)
);

-- migrate:down
DROP TABLE address;
