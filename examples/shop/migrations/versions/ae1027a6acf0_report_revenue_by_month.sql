-- revision: ae1027a6acf0
-- down_revision: d41b82fa60e7
-- branch_labels:
-- depends_on:
-- created: 2026-09-15 12:00:00+00:00
-- message: report revenue by month

-- migrate:up
CREATE VIEW revenue AS
SELECT purchase.id AS purchase_id,
       purchase.placed_at,
       sum(product.price_cents * purchase_line.quantity) AS revenue_cents
FROM purchase
JOIN purchase_line ON purchase_line.purchase_id = purchase.id
JOIN product ON product.id = purchase_line.product_id
GROUP BY purchase.id, purchase.placed_at;

-- migrate:down
DROP VIEW revenue;
