-- revision: s008
-- down_revision: s007
-- message: tables are rebuilt

-- migrate:up transaction:false
PRAGMA foreign_keys = OFF;
CREATE TABLE new_land (id TEXT PRIMARY KEY, name TEXT NOT NULL, extra INT CHECK (extra > 1));
INSERT INTO new_land (id, name) SELECT id, coalesce(name, '') FROM land;
DROP TRIGGER on_city;
DROP TRIGGER on_pair;
DROP TABLE land;
ALTER TABLE new_land RENAME TO land;
CREATE INDEX land_name ON land (name);

-- migrate:down transaction:false
DROP TABLE land;
CREATE TABLE land (id TEXT PRIMARY KEY, name TEXT UNIQUE, size INTEGER);
CREATE TRIGGER on_city AFTER UPDATE OF "first one" ON "Town" BEGIN UPDATE land SET size = 1; END;
CREATE TRIGGER on_pair AFTER INSERT ON pairs BEGIN DELETE FROM land WHERE id = NEW.a; END;
