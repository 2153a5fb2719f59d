-- revision: t006
-- down_revision: t005
-- message: statements that change no schema

-- migrate:up
INSERT INTO plain (number, name) VALUES (1, 'a') ON DUPLICATE KEY UPDATE name = VALUES(name);
REPLACE INTO plain (number, name) VALUES (2, 'b');
INSERT IGNORE INTO plain SET number = 3, name = 'c';
UPDATE plain p JOIN refers r ON r.id = p.number SET p.name = 'x';
DELETE p FROM plain p LEFT JOIN refers r ON r.id = p.number WHERE r.id IS NULL;
TRUNCATE refers;
SET @x = 1, @@sql_mode = '';
SELECT 1 INTO @y;
ANALYZE TABLE plain;
OPTIMIZE TABLE plain;
SHOW TABLES;
SET NAMES utf8mb4;
FLUSH TABLES;
ALTER TABLE plain AUTO_INCREMENT = 100;
ALTER TABLE plain AUTO_INCREMENT 200, INSERT_METHOD = NO;

-- migrate:down
SELECT 1;
