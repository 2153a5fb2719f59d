-- revision: m001
-- down_revision:
-- message: names that differ in case or quoting

-- migrate:up
CREATE TABLE "Account" (id integer PRIMARY KEY, "Id" integer UNIQUE, "ID" text CHECK ("ID" <> ''));
CREATE TABLE account (ID integer PRIMARY KEY, "iD" integer REFERENCES "Account" ("Id"));
CREATE TABLE ACCOUNT_TWO ("id" integer, Other Integer DEFAULT 1);
CREATE INDEX by_id ON "Account" ("Id");
CREATE INDEX "By_Id" ON ACCOUNT ("iD");
CREATE TYPE "Mood" AS ENUM ('a', 'A');
CREATE TYPE mood AS ENUM ('A');
ALTER TABLE Account ADD COLUMN mood MOOD DEFAULT 'A', ADD COLUMN "Mood" "Mood" DEFAULT 'a';
CREATE VIEW "View" AS SELECT "Id", id, "ID" AS "iD" FROM "Account";
CREATE VIEW VIEW_two AS SELECT ID FROM Account;
CREATE SEQUENCE "Counter";
CREATE SEQUENCE COUNTER;
CREATE FUNCTION "Twice"(a INT4) RETURNS INTEGER LANGUAGE SQL AS 'SELECT 2';
CREATE FUNCTION TWICE(a INT4) RETURNS INTEGER LANGUAGE SQL AS 'SELECT 2';
CREATE SCHEMA "Shop";
CREATE SCHEMA SHOP;
CREATE TABLE "Shop".Item (id integer);
CREATE TABLE shop."Item" (id integer);
ALTER TABLE account_TWO RENAME COLUMN OTHER TO "Other";
ALTER TABLE "account_two" RENAME TO "Account_Two";
COMMENT ON TABLE Account IS 'lower';
COMMENT ON COLUMN "Account"."Id" IS 'mixed';

-- migrate:down
DROP SCHEMA shop, "Shop" CASCADE;
DROP FUNCTION twice(int), "Twice"(int);
DROP SEQUENCE Counter, "Counter";
DROP VIEW View_Two, "View";
DROP TABLE "Account_Two", ACCOUNT, "Account";
DROP TYPE MOOD, "Mood";
