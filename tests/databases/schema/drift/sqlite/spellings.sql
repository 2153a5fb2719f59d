-- Changes that say the same in other words.

DROP INDEX by_name;
CREATE UNIQUE INDEX "by_name" ON [account] (LOWER(`name`), age desc) WHERE age>20;

DROP VIEW adults;
CREATE VIEW adults AS select id, name from account /* all */ where age >= 18;

DROP TRIGGER watch;
CREATE TRIGGER watch AFTER UPDATE OF "name" ON account FOR EACH ROW WHEN NEW.name <> '' BEGIN DELETE FROM item WHERE id = NEW.id; END;

DROP TABLE keyed;
CREATE TABLE "keyed" ("a" text, b int, c Int, PRIMARY KEY ([a] ASC, b));
