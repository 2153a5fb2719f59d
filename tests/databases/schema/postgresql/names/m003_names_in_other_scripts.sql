-- revision: m003
-- down_revision: m002
-- message: names in other scripts

-- migrate:up
CREATE TABLE Größe (Straße integer, ÄÖÜ integer, "äöü" integer, id serial PRIMARY KEY, UNIQUE (Straße, "äöü"));
CREATE TABLE "日本語" ("名前" text NOT NULL, "🙂" integer CHECK ("🙂" > 0), "a b" integer, "a.b" integer, "a""b" integer, "it's" integer, "%" integer);
CREATE INDEX "索引" ON "日本語" ("名前", lower("名前"));
CREATE INDEX ON "日本語" ("a b", "a.b", "a""b");
CREATE TABLE U&"d\0061t\+000061" (U&"\0441\043B\043E\043D" integer, u&"back\\slash" text);
CREATE VIEW "Вид" AS SELECT "名前" AS "имя" FROM "日本語";
ALTER TABLE data RENAME COLUMN "слон" TO "слониха";
ALTER TABLE Größe RENAME TO größer;
COMMENT ON COLUMN "日本語"."a""b" IS 'quoted';
COMMENT ON COLUMN größer.ÄÖÜ IS 'not folded';

-- migrate:down
DROP VIEW "Вид";
DROP TABLE data, "日本語", größer;
