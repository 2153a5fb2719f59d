-- revision: i002
-- down_revision: i001
-- message: indexes change

-- migrate:up
ALTER INDEX doc_title RENAME TO doc_by_title;
ALTER TABLE doc_lower RENAME TO doc_by_lower_title;
ALTER INDEX doc_fill SET (fillfactor = 60);
ALTER INDEX doc_gin_options RESET (fastupdate);
ALTER INDEX IF EXISTS absent RENAME TO something;
ALTER INDEX doc_fill SET TABLESPACE pg_default;
ALTER INDEX doc_expression ALTER COLUMN 1 SET STATISTICS 100;
COMMENT ON INDEX doc_hash IS 'quick';
REINDEX INDEX doc_hash;
ANALYZE doc;
CLUSTER doc USING doc_id;

-- migrate:down
COMMENT ON INDEX doc_hash IS NULL;
ALTER INDEX doc_gin_options SET (fastupdate = off);
ALTER INDEX doc_fill SET (fillfactor = 50);
ALTER INDEX doc_by_lower_title RENAME TO doc_lower;
ALTER INDEX doc_by_title RENAME TO doc_title;
