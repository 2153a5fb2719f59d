-- revision: m002
-- down_revision: m001
-- message: reserved words

-- migrate:up
CREATE TABLE `select` (`from` INT PRIMARY KEY, `where` VARCHAR(10) NOT NULL, `table` INT CHECK (`table` > 0), `order` INT DEFAULT 1, value INT, name INT, type INT, `key` INT, `check` INT, KEY `index` (`order` DESC, `where`(3)), KEY `primary key` (`key`));
CREATE TABLE `table` (`column` INT, `unique` INT, CONSTRAINT `constraint` UNIQUE (`unique`), CONSTRAINT `foreign` FOREIGN KEY `for` (`column`) REFERENCES `select` (`from`));
CREATE VIEW `view` AS SELECT `from`, `select`.`order` FROM `select` WHERE `table` > 1;
ALTER TABLE `select` ADD COLUMN `default` INT DEFAULT 3 AFTER `from`, RENAME COLUMN `order` TO `group`;
ALTER TABLE `select` DROP COLUMN `check`;
CREATE TRIGGER `trigger` BEFORE INSERT ON `select` FOR EACH ROW SET NEW.`table` = 1;

-- migrate:down
DROP VIEW `view`;
DROP TABLE `table`;
DROP TABLE `select`;
