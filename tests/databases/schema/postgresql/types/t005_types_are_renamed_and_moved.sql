-- revision: t005
-- down_revision: t004
-- message: types are renamed and moved

-- migrate:up
CREATE SCHEMA "Types";
ALTER TYPE mood RENAME TO feeling;
ALTER TYPE address RENAME TO "Address";
ALTER TYPE "Odd Type" SET SCHEMA "Types";
ALTER TYPE float_range SET SCHEMA "Types";
ALTER DOMAIN plain RENAME TO plainer;
ALTER DOMAIN many SET SCHEMA "Types";
ALTER TYPE email OWNER TO CURRENT_USER;

-- migrate:down
ALTER DOMAIN "Types".many SET SCHEMA public;
ALTER DOMAIN plainer RENAME TO plain;
ALTER TYPE "Types".float_range SET SCHEMA public;
ALTER TYPE "Types"."Odd Type" SET SCHEMA public;
ALTER TYPE "Address" RENAME TO address;
ALTER TYPE feeling RENAME TO mood;
DROP SCHEMA "Types";
