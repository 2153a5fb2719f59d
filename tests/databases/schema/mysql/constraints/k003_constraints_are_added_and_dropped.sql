-- revision: k003
-- down_revision: k002
-- message: constraints are added and dropped

-- migrate:up
CREATE TABLE later (a INT NOT NULL, b INT, c INT, d VARCHAR(10), e INT);
ALTER TABLE later ADD PRIMARY KEY (a), ADD CONSTRAINT later_b UNIQUE (b);
ALTER TABLE later ADD CHECK (b > 0), ADD CONSTRAINT positive CHECK (c > 0);
ALTER TABLE later ADD CONSTRAINT IF NOT EXISTS positive CHECK (c > 1);
ALTER TABLE later ADD FOREIGN KEY (b) REFERENCES city (id), ADD CONSTRAINT c_to_city FOREIGN KEY (c) REFERENCES city (id) ON DELETE CASCADE;
ALTER TABLE later ADD FOREIGN KEY e_index (e) REFERENCES city (id), ADD FOREIGN KEY IF NOT EXISTS c_to_city (c) REFERENCES city (id);

-- migrate:down
ALTER TABLE later DROP FOREIGN KEY e_index;
ALTER TABLE later DROP FOREIGN KEY c_to_city, DROP FOREIGN KEY IF EXISTS nothing, DROP FOREIGN KEY later_ibfk_1;
ALTER TABLE later DROP CONSTRAINT positive, DROP CONSTRAINT IF EXISTS nothing, DROP CONSTRAINT CONSTRAINT_1;
ALTER TABLE later DROP CONSTRAINT later_b, DROP PRIMARY KEY;
DROP TABLE later;
