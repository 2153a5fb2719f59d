-- revision: k006
-- down_revision: k005
-- message: columns go with their constraints

-- migrate:up
ALTER TABLE place DROP COLUMN d;
ALTER TABLE place DROP COLUMN c CASCADE;
ALTER TABLE later DROP COLUMN b CASCADE;

-- migrate:down
ALTER TABLE later ADD COLUMN b integer;
ALTER TABLE later ADD CONSTRAINT later_b_is_unique UNIQUE (b), ADD CONSTRAINT b_is_positive CHECK (b > 0), ADD CHECK (b > 1);
ALTER TABLE later ADD FOREIGN KEY (b) REFERENCES later, ADD FOREIGN KEY (b) REFERENCES later (b) NOT VALID;
ALTER TABLE later RENAME CONSTRAINT later_b_check TO later_b_check1;
ALTER TABLE place ADD COLUMN c integer, ADD COLUMN d text;
ALTER TABLE place ADD UNIQUE (b, c), ADD CONSTRAINT place_d UNIQUE (d), ADD UNIQUE (c) INCLUDE (d), ADD UNIQUE NULLS NOT DISTINCT (a, d);
