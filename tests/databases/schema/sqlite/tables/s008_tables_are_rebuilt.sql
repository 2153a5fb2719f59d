-- revision: s008
-- down_revision: s007
-- message: tables are rebuilt

-- migrate:up
PRAGMA foreign_keys = OFF;
CREATE TABLE new_land (id TEXT PRIMARY KEY, name TEXT NOT NULL, extra INT CHECK (extra > 1));
INSERT INTO new_land (id, name) SELECT id, coalesce(name, '') FROM land;
DROP TABLE land;
ALTER TABLE new_land RENAME TO land;
CREATE INDEX land_name ON land (name);
PRAGMA foreign_key_check;

-- migrate:down
DROP TABLE land;
CREATE TABLE land (id TEXT PRIMARY KEY, name TEXT UNIQUE, size INTEGER);
