-- revision: s005
-- down_revision: s004
-- message: columns are renamed and dropped

-- migrate:up
CREATE VIEW of_city AS SELECT id, country, a AS first FROM city WHERE b > 0;
CREATE TRIGGER on_city AFTER UPDATE OF a ON city WHEN NEW.a > OLD.a BEGIN UPDATE country SET size = NEW.a WHERE code = NEW.country; END;
CREATE TRIGGER on_pair AFTER INSERT ON pairs BEGIN DELETE FROM country WHERE code = NEW.a; END;
ALTER TABLE city RENAME COLUMN a TO "first one";
ALTER TABLE city RENAME b TO second;
ALTER TABLE country RENAME COLUMN code TO id;
ALTER TABLE kinds DROP COLUMN g;
ALTER TABLE kinds DROP COLUMN n;
ALTER TABLE computed RENAME COLUMN a TO base;

-- migrate:down
ALTER TABLE computed RENAME COLUMN base TO a;
ALTER TABLE kinds ADD COLUMN n TEXT COLLATE NOCASE;
ALTER TABLE kinds ADD COLUMN g;
ALTER TABLE country RENAME COLUMN id TO code;
ALTER TABLE city RENAME second TO b;
ALTER TABLE city RENAME COLUMN "first one" TO a;
DROP TRIGGER on_pair;
DROP TRIGGER on_city;
DROP VIEW of_city;
