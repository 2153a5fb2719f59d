-- revision: 5f1c0a9e42d7
-- down_revision: 27c6a30d7c24
-- branch_labels:
-- depends_on:
-- created: 2026-03-09 08:05:00+00:00
-- message: create purchase and its lines

-- migrate:up
CREATE TABLE purchase (
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    placed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_purchase_customer FOREIGN KEY (customer_id) REFERENCES customer (id)
);

-- One product stands in a purchase at most once; its quantity says how often.
CREATE TABLE purchase_line (
    purchase_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (purchase_id, product_id),
    CONSTRAINT fk_line_purchase FOREIGN KEY (purchase_id) REFERENCES purchase (id),
    CONSTRAINT fk_line_product FOREIGN KEY (product_id) REFERENCES product (id)
);

-- migrate:down
DROP TABLE purchase_line;
DROP TABLE purchase;
