-- revision: m002
-- down_revision: m001
-- message: reserved words

-- migrate:up
CREATE TABLE "select" ("from" integer PRIMARY KEY, "where" text NOT NULL, "table" integer CHECK ("table" > 0), "order" integer DEFAULT 1, value text, name text, type text, key text, "user" text DEFAULT user, "check" boolean);
CREATE TABLE "table" ("column" integer REFERENCES "select", "unique" integer, CONSTRAINT "constraint" UNIQUE ("unique"), CONSTRAINT "primary" CHECK ("unique" <> 3));
CREATE INDEX "index" ON "select" ("order" DESC, lower("where")) WHERE "check";
CREATE VIEW "view" AS SELECT "from", "select"."order" FROM "select" WHERE "table" > 1;
CREATE TYPE "type" AS ENUM ('select', 'from');
ALTER TABLE "select" ADD COLUMN "default" "type" DEFAULT 'select';
ALTER TABLE "select" RENAME COLUMN "order" TO "group";
ALTER TABLE "table" ADD CONSTRAINT "foreign" FOREIGN KEY ("unique") REFERENCES "select" ("from");
CREATE SEQUENCE "sequence";
ALTER TABLE "table" ALTER "unique" SET DEFAULT nextval('"sequence"'), ALTER "column" SET DEFAULT nextval('COUNTER');

-- migrate:down
ALTER TABLE "table" ALTER "unique" DROP DEFAULT, ALTER "column" DROP DEFAULT;
DROP SEQUENCE "sequence";
DROP TABLE "table";
DROP VIEW "view";
DROP TABLE "select";
DROP TYPE "type";
