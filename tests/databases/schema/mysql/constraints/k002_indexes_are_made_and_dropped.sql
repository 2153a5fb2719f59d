-- revision: k002
-- down_revision: k001
-- message: indexes are made and dropped

-- migrate:up
CREATE INDEX city_size ON city (size);
CREATE UNIQUE INDEX city_name_size USING BTREE ON city (name, size) COMMENT 'both';
CREATE FULLTEXT INDEX city_words ON city (name);
CREATE INDEX IF NOT EXISTS city_size ON city (name);
CREATE OR REPLACE INDEX city_size ON city (size DESC, name);
ALTER TABLE city ADD INDEX (name(5)), ADD KEY city_two (size, country) USING BTREE, ADD UNIQUE (size, id), ADD FULLTEXT INDEX more_words (name);
ALTER TABLE city ADD INDEX IF NOT EXISTS city_two (name), ADD UNIQUE KEY IF NOT EXISTS fresh (region, id);
ALTER TABLE country ADD UNIQUE INDEX named (size, code);
ALTER TABLE country ALTER INDEX named IGNORED;

-- migrate:down
ALTER TABLE country DROP INDEX named;
ALTER TABLE city ADD INDEX region_index (region), DROP INDEX fresh, DROP KEY IF EXISTS absent;
ALTER TABLE city DROP INDEX more_words, DROP KEY size, DROP KEY city_two, DROP INDEX name;
DROP INDEX city_words ON city;
DROP INDEX IF EXISTS city_name_size ON city;
ALTER TABLE city ADD INDEX city_ibfk_2 (size), DROP INDEX city_size;
