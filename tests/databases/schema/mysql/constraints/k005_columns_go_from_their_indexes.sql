-- revision: k005
-- down_revision: k004
-- message: columns go from their indexes

-- migrate:up
ALTER TABLE pairs DROP FOREIGN KEY pairs_ibfk_1, DROP FOREIGN KEY named_c, DROP KEY c;
ALTER TABLE pairs DROP COLUMN a;
ALTER TABLE country DROP INDEX size, DROP INDEX named;
ALTER TABLE country DROP COLUMN size;
ALTER TABLE later DROP CONSTRAINT CONSTRAINT_1, DROP FOREIGN KEY later_ibfk_1;
ALTER TABLE later DROP COLUMN b;

-- migrate:down
ALTER TABLE later ADD COLUMN b INT AFTER a, ADD UNIQUE later_b (b), ADD CONSTRAINT CHECK (b > 0);
ALTER TABLE later ADD CONSTRAINT later_ibfk_1 FOREIGN KEY (b) REFERENCES city (id);
ALTER TABLE country ADD COLUMN size INT;
ALTER TABLE country ADD UNIQUE INDEX named (size, code), ADD UNIQUE size (size, name), DROP INDEX by_size, ADD KEY by_size (size DESC, name(10)), ADD INDEX size_2 (size), ADD INDEX hashed (size);
ALTER TABLE pairs ADD COLUMN a INT FIRST, DROP KEY ab, ADD KEY ab (a, b);
ALTER TABLE pairs ADD UNIQUE KEY c (c, a), ADD CONSTRAINT named_c FOREIGN KEY (c) REFERENCES city (id), ADD CONSTRAINT pairs_ibfk_1 FOREIGN KEY (a) REFERENCES city (id);
