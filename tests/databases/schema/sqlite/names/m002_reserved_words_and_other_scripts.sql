-- revision: m002
-- down_revision: m001
-- message: reserved words and other scripts

-- migrate:up
CREATE TABLE "select" ("from" INTEGER PRIMARY KEY, [where] TEXT NOT NULL, `table` INT CHECK ("table" > 0), "order" INT DEFAULT 1, key TEXT, "check" INT);
CREATE TABLE "table" ("column" INT REFERENCES "select", "unique" INT, CONSTRAINT "constraint" UNIQUE ("unique"));
CREATE INDEX "index" ON "select" ("order" DESC, lower("where")) WHERE "check";
CREATE VIEW "view" AS SELECT "from", "select"."order" FROM "select" WHERE "table" > 1;
ALTER TABLE "select" RENAME COLUMN "order" TO "group";
CREATE TABLE Größe (Straße INT, ÄÖÜ INT, äöü INT, "a b" INT, "a.b" INT, "a""b" INT, [it's] INT, UNIQUE (ÄÖÜ, äöü));
CREATE TABLE GRÖßE (a INT);
CREATE TABLE "日本語" ("名前" TEXT NOT NULL, "🙂" INT CHECK ("🙂" > 0));
CREATE INDEX "索引" ON "日本語" ("名前", lower("名前"));
CREATE VIEW "Вид" AS SELECT "名前" AS "имя" FROM "日本語";
ALTER TABLE größe RENAME COLUMN straße TO "Allee";
ALTER TABLE "日本語" RENAME COLUMN "名前" TO "имя";

-- migrate:down
DROP VIEW "Вид";
DROP TABLE "日本語";
DROP TABLE GRÖßE;
DROP TABLE größe;
DROP VIEW "view";
DROP TABLE "table";
DROP TABLE "select";
