-- revision: t001
-- down_revision:
-- message: options of tables

-- migrate:up
CREATE TABLE plain (id INT PRIMARY KEY, name VARCHAR(20)) COMMENT 'plain';
CREATE TABLE memory_one (id INT) ENGINE = MEMORY;
CREATE TABLE many (id INT, name TEXT) ENGINE InnoDB DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci ROW_FORMAT = DYNAMIC COMMENT = 'it''s' MAX_ROWS = 100 AVG_ROW_LENGTH 50 KEY_BLOCK_SIZE = 0;
CREATE TABLE myisam_one (id INT AUTO_INCREMENT KEY) ENGINE = MyISAM AUTO_INCREMENT = 5 CHECKSUM = 1 DELAY_KEY_WRITE = 1;
CREATE TABLE IF NOT EXISTS plain (other INT);
CREATE TEMPORARY TABLE passing (id INT);
CREATE TABLE like_plain LIKE plain;
CREATE TABLE like_many (LIKE many);
CREATE OR REPLACE TABLE memory_one (id BIGINT, more INT) ENGINE = InnoDB;

-- migrate:down
DROP TABLE like_many, like_plain;
DROP TEMPORARY TABLE IF EXISTS passing;
DROP TABLE myisam_one, many;
DROP TABLE IF EXISTS memory_one, nothing;
DROP TABLE plain;
