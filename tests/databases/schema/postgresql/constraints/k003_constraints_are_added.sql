-- revision: k003
-- down_revision: k002
-- message: constraints are added

-- migrate:up
CREATE TABLE later (a integer, b integer, c integer, d text, e text);
ALTER TABLE later ADD PRIMARY KEY (a);
ALTER TABLE later ADD CONSTRAINT later_b UNIQUE (b), ADD UNIQUE (c, d), ADD UNIQUE (c);
ALTER TABLE later ADD CHECK (b > 0), ADD CHECK (b > 1), ADD CONSTRAINT c_is_even CHECK (c % 2 = 0) NOT VALID;
ALTER TABLE later ADD FOREIGN KEY (b) REFERENCES later, ADD FOREIGN KEY (b) REFERENCES later (b) NOT VALID;
ALTER TABLE later ADD CONSTRAINT c_to_city FOREIGN KEY (c) REFERENCES city (id) ON UPDATE SET NULL DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE ONLY later ADD CONSTRAINT d_to_country FOREIGN KEY (d) REFERENCES country (name);
ALTER TABLE later ADD EXCLUDE USING btree (e WITH =);

-- migrate:down
ALTER TABLE later DROP CONSTRAINT later_e_excl;
ALTER TABLE later DROP CONSTRAINT d_to_country, DROP CONSTRAINT c_to_city RESTRICT;
ALTER TABLE later DROP CONSTRAINT later_b_fkey1, DROP CONSTRAINT IF EXISTS later_b_fkey, DROP CONSTRAINT IF EXISTS absent;
ALTER TABLE later DROP CONSTRAINT later_b_check, DROP CONSTRAINT later_b_check1, DROP CONSTRAINT c_is_even;
ALTER TABLE later DROP CONSTRAINT later_c_key, DROP CONSTRAINT later_c_d_key, DROP CONSTRAINT later_b;
ALTER TABLE later DROP CONSTRAINT later_pkey;
DROP TABLE later;
