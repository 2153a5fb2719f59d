-- revision: s003
-- down_revision: s002
-- message: indexes

-- migrate:up
CREATE INDEX city_a ON city (a);
CREATE UNIQUE INDEX city_b ON city (b DESC, c COLLATE NOCASE ASC);
CREATE INDEX IF NOT EXISTS city_lower ON city (lower(c), a + b);
CREATE INDEX city_partial ON city (a) WHERE b IS NOT NULL AND a > 1;
CREATE UNIQUE INDEX IF NOT EXISTS city_a ON city (b);
CREATE INDEX main.city_main ON city (country);
CREATE INDEX "Odd Index" ON city ("region", (a) || b);
REINDEX city_a;
ANALYZE;

-- migrate:down
DROP INDEX "Odd Index";
DROP INDEX main.city_main;
DROP INDEX IF EXISTS city_partial;
DROP INDEX IF EXISTS absent;
DROP INDEX city_lower;
DROP INDEX city_b;
DROP INDEX city_a;
