-- revision: i004
-- down_revision: i003
-- message: indexes without a lock

-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY doc_slow ON doc (heading, at);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS doc_slow_unique ON doc (id, at);
DROP INDEX CONCURRENTLY doc_hash;
DROP INDEX CONCURRENTLY IF EXISTS absent;

-- migrate:down transaction:false
CREATE INDEX CONCURRENTLY doc_hash ON doc USING hash (heading);
DROP INDEX CONCURRENTLY doc_slow_unique;
DROP INDEX CONCURRENTLY IF EXISTS doc_slow;
