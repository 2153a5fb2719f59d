-- revision: c90b64ea7d25
-- down_revision: b3e87c05d1fa
-- branch_labels:
-- depends_on:
-- created: 2026-04-08 15:30:00+00:00
-- message: keep the history of prices

-- migrate:up
CREATE TABLE price_change (
    product_id INTEGER NOT NULL,
    changed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
    price_cents INTEGER NOT NULL,
    PRIMARY KEY (product_id, changed_at),
    CONSTRAINT fk_price_change_product FOREIGN KEY (product_id) REFERENCES product (id)
);

-- Every product starts with the price that it has today.
INSERT INTO price_change (product_id, price_cents)
SELECT id, price_cents FROM product;

-- migrate:down
DROP TABLE price_change;
