-- revision: k009
-- down_revision: k008
-- message: an index goes with what refers to it

-- migrate:up
DROP INDEX keyed_by_index CASCADE;
DROP INDEX keyed_pair CASCADE;

-- migrate:down
CREATE UNIQUE INDEX keyed_by_index ON keyed (a);
CREATE UNIQUE INDEX keyed_pair ON keyed (b, a);
ALTER TABLE refers_to_pair ADD FOREIGN KEY (x, y) REFERENCES keyed (a, b);
ALTER TABLE refers_to_column ADD FOREIGN KEY (a) REFERENCES keyed (a);
