-- revision: k004
-- down_revision: k003
-- message: constraints change

-- migrate:up
ALTER TABLE later VALIDATE CONSTRAINT c_is_even;
ALTER TABLE later ALTER CONSTRAINT c_to_city DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE later ALTER CONSTRAINT d_to_country DEFERRABLE;
ALTER TABLE later RENAME CONSTRAINT later_b_check TO b_is_positive;
ALTER TABLE later RENAME CONSTRAINT later_pkey TO later_is;
ALTER INDEX later_b RENAME TO later_b_is_unique;
ALTER TABLE city ALTER CONSTRAINT region_is_country NOT DEFERRABLE;

-- migrate:down
ALTER TABLE city ALTER CONSTRAINT region_is_country DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE later RENAME CONSTRAINT later_b_is_unique TO later_b;
ALTER INDEX later_is RENAME TO later_pkey;
ALTER TABLE later RENAME CONSTRAINT b_is_positive TO later_b_check;
ALTER TABLE later ALTER CONSTRAINT d_to_country NOT DEFERRABLE;
ALTER TABLE later ALTER CONSTRAINT c_to_city DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE later DROP CONSTRAINT c_is_even, ADD CONSTRAINT c_is_even CHECK (c % 2 = 0) NOT VALID;
