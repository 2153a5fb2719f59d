-- revision: c006
-- down_revision: c005
-- message: names in any case

-- migrate:up
CREATE TABLE `Case` (`Id` INT, `NAME` VARCHAR(10), KEY `By_Name` (`name`));
ALTER TABLE `Case` ADD COLUMN other INT AFTER ID;
ALTER TABLE `Case` DROP COLUMN id;
ALTER TABLE `Case` CHANGE name `Name` VARCHAR(20), RENAME INDEX by_name TO BY_NAMES;
CREATE TABLE `select` (`from` INT, `a``b` INT, `ä ö` INT COMMENT 'ü');

-- migrate:down
DROP TABLE `select`;
DROP TABLE `Case`;
