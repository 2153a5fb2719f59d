-- revision: c008
-- down_revision: c007
-- message: generated columns become plain

-- migrate:up
ALTER TABLE shape ALTER COLUMN half DROP EXPRESSION;
ALTER TABLE shape ALTER COLUMN half DROP EXPRESSION IF EXISTS;
ALTER TABLE shape DROP COLUMN area;
ALTER TABLE shape ALTER COLUMN label SET STATISTICS 100, ALTER COLUMN label SET STORAGE EXTERNAL, ALTER COLUMN label SET (n_distinct = 5), ALTER COLUMN label RESET (n_distinct);
ALTER TABLE shape ALTER COLUMN name SET COMPRESSION pglz;

-- migrate:down
ALTER TABLE shape ADD COLUMN area numeric GENERATED ALWAYS AS (breadth * height) STORED;
ALTER TABLE shape DROP COLUMN half;
ALTER TABLE shape ADD COLUMN half numeric(10, 2) GENERATED ALWAYS AS (((breadth + height) / 2)) STORED;
