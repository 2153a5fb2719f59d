-- revision: k008
-- down_revision: k007
-- message: several keys of one column

-- migrate:up
CREATE TABLE keyed (a integer NOT NULL, b integer NOT NULL);
CREATE UNIQUE INDEX keyed_by_index ON keyed (a);
ALTER TABLE keyed ADD CONSTRAINT keyed_by_constraint UNIQUE (a);
ALTER TABLE keyed ADD PRIMARY KEY (a);
CREATE TABLE refers_to_column (a integer REFERENCES keyed (a));
CREATE TABLE refers_to_key (a integer REFERENCES keyed);
ALTER TABLE keyed DROP CONSTRAINT keyed_by_constraint;
CREATE UNIQUE INDEX keyed_pair ON keyed (b, a);
CREATE TABLE refers_to_pair (x integer, y integer, FOREIGN KEY (x, y) REFERENCES keyed (a, b));

-- migrate:down
DROP TABLE refers_to_pair;
DROP INDEX keyed_pair;
DROP TABLE refers_to_key, refers_to_column;
DROP TABLE keyed;
