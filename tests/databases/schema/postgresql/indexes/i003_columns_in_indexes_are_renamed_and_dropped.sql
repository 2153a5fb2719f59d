-- revision: i003
-- down_revision: i002
-- message: columns in indexes are renamed and dropped

-- migrate:up
ALTER TABLE doc RENAME COLUMN title TO heading;
ALTER TABLE doc RENAME COLUMN size TO "size in bytes";
ALTER TABLE doc DROP COLUMN place;
ALTER TABLE doc DROP COLUMN data;

-- migrate:down
ALTER TABLE doc ADD COLUMN data jsonb, ADD COLUMN place point;
ALTER TABLE doc RENAME COLUMN "size in bytes" TO size;
ALTER TABLE doc RENAME COLUMN heading TO title;
CREATE INDEX doc_gin_options ON doc USING gin (data jsonb_path_ops);
CREATE INDEX doc_gist ON doc USING gist (place, range);
CREATE INDEX doc_spgist ON doc USING spgist (place);
CREATE INDEX doc_expression ON doc ((size + 1), (title || body) COLLATE "C", (data ->> 'a') DESC);
CREATE INDEX doc_cast ON doc ((data ->> 'n')) WHERE (data ->> 'kind') IN ('a', 'b');
