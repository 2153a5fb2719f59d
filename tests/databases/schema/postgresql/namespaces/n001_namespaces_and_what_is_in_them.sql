-- revision: n001
-- down_revision:
-- message: namespaces and what is in them

-- migrate:up
CREATE SCHEMA shop;
CREATE SCHEMA IF NOT EXISTS shop;
CREATE SCHEMA "Other" AUTHORIZATION CURRENT_USER;
CREATE SCHEMA IF NOT EXISTS public;
COMMENT ON SCHEMA shop IS 'what is sold';
CREATE TYPE shop.kind AS ENUM ('a', 'b');
CREATE DOMAIN shop.price AS numeric CHECK (VALUE >= 0);
CREATE SEQUENCE shop.numbers;
CREATE TABLE shop.product (
    id serial PRIMARY KEY,
    number integer DEFAULT nextval('shop.numbers') UNIQUE,
    kind shop.kind NOT NULL DEFAULT 'a'::shop.kind,
    kinds shop.kind[],
    price shop.price CHECK (price < 1000),
    name text
);
CREATE TABLE "Other"."Line" (id bigserial PRIMARY KEY, product integer REFERENCES shop.product, twin integer REFERENCES shop.product (number) ON DELETE CASCADE, kind shop.kind DEFAULT 'b');
CREATE TABLE plain (product integer REFERENCES shop.product, line bigint REFERENCES "Other"."Line");
CREATE INDEX ON shop.product (name);
CREATE UNIQUE INDEX product_name_kind ON shop.product (lower(name), kind);
CREATE FUNCTION shop.double(shop.price) RETURNS shop.price LANGUAGE sql AS 'SELECT ($1 * 2)::shop.price';
CREATE FUNCTION shop.watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER watch AFTER INSERT ON shop.product FOR EACH ROW EXECUTE FUNCTION shop.watch();
CREATE VIEW shop.cheap AS SELECT p.id, p.name, l.id AS line FROM shop.product p JOIN "Other"."Line" l ON l.product = p.id WHERE p.price < 10;
CREATE VIEW all_products AS SELECT shop.product.id, shop.double(price) AS double FROM shop.product;
COMMENT ON TABLE shop.product IS 'a product';
COMMENT ON COLUMN shop.product.name IS 'its name';
COMMENT ON COLUMN "Other"."Line".product IS 'of what';
COMMENT ON CONSTRAINT product_pkey ON shop.product IS 'its key';

-- migrate:down
DROP VIEW all_products;
DROP TABLE plain;
DROP SCHEMA "Other", shop CASCADE;
