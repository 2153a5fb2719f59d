-- revision: k006
-- down_revision: k005
-- message: tables without foreign key checks

-- migrate:up
SET FOREIGN_KEY_CHECKS = 0;
CREATE TABLE early (id INT PRIMARY KEY, late INT, FOREIGN KEY (late) REFERENCES late (id));
CREATE TABLE late (id INT PRIMARY KEY);
DROP TABLE IF EXISTS absent;
SET @@SESSION.foreign_key_checks = ON;

-- migrate:down
SET foreign_key_checks = 0;
DROP TABLE late;
DROP TABLE early;
SET foreign_key_checks = 1;
