-- revision: 8a40d2f6be13
-- down_revision: 5f1c0a9e42d7
-- branch_labels: catalog
-- depends_on:
-- created: 2026-04-01 13:22:00+00:00
-- message: create category

-- migrate:up
CREATE TABLE category (
    id INTEGER NOT NULL,
    name VARCHAR(100) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_category_name UNIQUE (name)
);

INSERT INTO category (id, name) VALUES (1, 'Uncategorised');

-- migrate:down
DROP TABLE category;
