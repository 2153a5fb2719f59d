-- revision: k004
-- down_revision: k003
-- message: indexes that serve foreign keys

-- migrate:up
ALTER TABLE later ADD INDEX own_c (c);
ALTER TABLE later ADD INDEX own_e (e, d);
ALTER TABLE later RENAME INDEX own_c TO ours_c;
ALTER TABLE pairs DROP FOREIGN KEY pairs_ibfk_2;
ALTER TABLE pairs DROP INDEX b;

-- migrate:down
ALTER TABLE pairs ADD CONSTRAINT pairs_ibfk_2 FOREIGN KEY (b) REFERENCES city (id);
ALTER TABLE later RENAME INDEX ours_c TO own_c;
ALTER TABLE later ADD INDEX c_to_city (c), DROP INDEX own_c;
ALTER TABLE later ADD INDEX e_index (e), DROP INDEX own_e;
