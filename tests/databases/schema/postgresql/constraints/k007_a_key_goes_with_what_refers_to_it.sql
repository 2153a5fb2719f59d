-- revision: k007
-- down_revision: k006
-- message: a key goes with what refers to it

-- migrate:up
CREATE TABLE first_referrer (a char(2) REFERENCES country, b text REFERENCES country (name));
CREATE TABLE second_referrer (a text CONSTRAINT to_name REFERENCES country (name));
ALTER TABLE country DROP CONSTRAINT country_name_key CASCADE;
ALTER TABLE country DROP CONSTRAINT country_pkey CASCADE;

-- migrate:down
ALTER TABLE country ADD PRIMARY KEY (code), ADD UNIQUE (name);
DROP TABLE second_referrer, first_referrer;
ALTER TABLE city ADD FOREIGN KEY (country) REFERENCES country, ADD CONSTRAINT region_is_country FOREIGN KEY (region) REFERENCES country (code) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE later ADD CONSTRAINT d_to_country FOREIGN KEY (d) REFERENCES country (name) DEFERRABLE;
