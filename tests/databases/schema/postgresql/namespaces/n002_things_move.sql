-- revision: n002
-- down_revision: n001
-- message: things move

-- migrate:up
CREATE SCHEMA archive;
ALTER TABLE shop.product SET SCHEMA archive;
ALTER TYPE shop.kind SET SCHEMA archive;
ALTER DOMAIN shop.price SET SCHEMA public;
ALTER VIEW shop.cheap SET SCHEMA archive;
ALTER FUNCTION shop.double(price) SET SCHEMA archive;
ALTER FUNCTION shop.watch() SET SCHEMA archive;
ALTER SEQUENCE shop.numbers SET SCHEMA archive;
ALTER TABLE plain SET SCHEMA shop;

-- migrate:down
ALTER TABLE shop.plain SET SCHEMA public;
ALTER SEQUENCE archive.numbers SET SCHEMA shop;
ALTER FUNCTION archive.watch() SET SCHEMA shop;
ALTER FUNCTION archive.double(price) SET SCHEMA shop;
ALTER VIEW archive.cheap SET SCHEMA shop;
ALTER DOMAIN price SET SCHEMA shop;
ALTER TYPE archive.kind SET SCHEMA shop;
ALTER TABLE archive.product SET SCHEMA shop;
DROP SCHEMA archive;
