-- revision: 27c6a30d7c24
-- down_revision: 1975ea83b712
-- branch_labels:
-- depends_on:
-- created: 2026-03-02 10:40:00+00:00
-- message: create product

-- migrate:up
CREATE TABLE product (
    id INTEGER NOT NULL,
    name VARCHAR(200) NOT NULL,
    price_cents INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT product_price_is_positive CHECK (price_cents > 0)
);

CREATE INDEX ix_product_name ON product (name);

-- migrate:down
DROP TABLE product;
