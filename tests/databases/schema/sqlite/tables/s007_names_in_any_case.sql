-- revision: s007
-- down_revision: s006
-- message: names in any case

-- migrate:up
CREATE TABLE "Mixed" ("Id" INTEGER PRIMARY KEY, NAME text);
CREATE INDEX mixed_Name ON mixed (name);
ALTER TABLE MIXED ADD COLUMN Extra INT;
ALTER TABLE mixed RENAME COLUMN NAME TO Name;
DROP INDEX MIXED_NAME;

-- migrate:down
DROP TABLE mixed;
