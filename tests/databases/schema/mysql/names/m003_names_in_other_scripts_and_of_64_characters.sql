-- revision: m003
-- down_revision: m002
-- message: names in other scripts and of 64 characters

-- migrate:up
CREATE TABLE Größe (Straße INT, `ÄÖÜ` INT COMMENT 'ü', KEY `Ключ` (Straße));
CREATE TABLE `日本語` (`名前` VARCHAR(10) NOT NULL, `a b` INT, `a.b` INT, `a``b` INT, `it's` INT, `%` INT CHECK (`%` > 0), `$x` INT, x$1 INT, 1a INT, UNIQUE (`名前`));
ALTER TABLE Größe ADD COLUMN слон INT AFTER straße, RENAME COLUMN `äöü` TO Äther, RENAME INDEX `ключ` TO `ключи`;
ALTER TABLE Größe DROP COLUMN СЛОН;
CREATE VIEW `Вид` AS SELECT `名前` AS `имя` FROM `日本語`;
CREATE TABLE tnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn (cnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn INT PRIMARY KEY, dnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn INT UNIQUE, KEY innnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn (dnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn), CONSTRAINT knnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn CHECK (dnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn > 0));
CREATE TABLE unnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn (a INT, FOREIGN KEY (a) REFERENCES tnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn (cnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn), CHECK (a > 0));
ALTER TABLE tnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn RENAME COLUMN dnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn TO ennnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn;
ALTER TABLE tnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn RENAME TO rnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn;

-- migrate:down
DROP TABLE unnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn;
DROP TABLE rnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn;
DROP VIEW `Вид`;
DROP TABLE `日本語`;
DROP TABLE Größe;
