-- revision: p003
-- down_revision: p002
-- message: virtual tables

-- migrate:up
CREATE VIRTUAL TABLE search USING fts5 (title, body, tokenize = 'porter');
CREATE VIRTUAL TABLE IF NOT EXISTS places USING rtree (id, x0, x1);

-- migrate:down
DROP TABLE places;
DROP TABLE search;
