-- revision: i001
-- down_revision:
-- message: indexes of every kind

-- migrate:up
CREATE TABLE doc (id integer, title text, body text, tags text[], data jsonb, at timestamptz, size integer, place point, range int4range);
CREATE INDEX doc_title ON doc (title);
CREATE UNIQUE INDEX doc_id ON doc (id);
CREATE INDEX doc_order ON doc (title DESC, id ASC NULLS FIRST, size DESC NULLS LAST);
CREATE INDEX doc_lower ON doc (lower(title));
CREATE INDEX doc_expression ON doc ((size + 1), (title || body) COLLATE "C", (data ->> 'a') DESC);
CREATE INDEX doc_partial ON doc (at) WHERE size > 10 AND title IS NOT NULL;
CREATE UNIQUE INDEX doc_partial_unique ON doc USING btree (title, at) WHERE (id <> 0);
CREATE INDEX doc_hash ON doc USING hash (title);
CREATE INDEX doc_gin ON doc USING gin (tags);
CREATE INDEX doc_gin_options ON doc USING gin (data jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX doc_gist ON doc USING gist (place, range);
CREATE INDEX doc_brin ON doc USING brin (at) WITH (pages_per_range = 16);
CREATE INDEX doc_spgist ON doc USING spgist (place);
CREATE INDEX doc_include ON doc (id) INCLUDE (title, size);
CREATE INDEX doc_collate ON doc (title COLLATE "POSIX" text_pattern_ops DESC);
CREATE INDEX doc_operator_class ON doc (title text_pattern_ops, body varchar_pattern_ops);
CREATE UNIQUE INDEX doc_nulls ON doc (size) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX doc_nulls_distinct ON doc (size, id) NULLS DISTINCT;
CREATE INDEX doc_fill ON doc (body) WITH (fillfactor = 50, deduplicate_items = off) TABLESPACE pg_default;
CREATE INDEX ON doc (title);
CREATE INDEX ON doc (lower(title), (size * 2));
CREATE INDEX "Doc Index" ON doc ("size");
CREATE INDEX IF NOT EXISTS doc_title ON doc (body);
CREATE INDEX doc_search ON doc USING gin (to_tsvector('english', title || ' ' || body));
CREATE INDEX doc_coalesce ON doc (coalesce(title, ''), date_trunc('day', at AT TIME ZONE 'UTC'));
CREATE INDEX doc_case ON doc ((CASE WHEN size > 0 THEN title ELSE body END));
CREATE INDEX doc_cast ON doc ((data ->> 'n')) WHERE (data ->> 'kind') IN ('a', 'b');

-- migrate:down
DROP INDEX doc_cast, doc_case, doc_coalesce, doc_search;
DROP INDEX "Doc Index";
DROP INDEX doc_lower_expr_idx;
DROP INDEX IF EXISTS doc_title_idx, nothing;
DROP INDEX doc_fill RESTRICT;
DROP INDEX doc_nulls_distinct CASCADE;
DROP TABLE doc;
