-- Each change, with the differences that it makes; none is "nothing".

-- only_right table extra
CREATE TABLE extra (a INT);

-- only_left table unused_table
DROP TABLE unused_table;

-- only_right column account.extra
ALTER TABLE account ADD COLUMN extra INT;

-- only_left column account.other
ALTER TABLE account DROP COLUMN other;

-- differs column account.balance type
ALTER TABLE account MODIFY balance DECIMAL(12, 2) DEFAULT 0;

-- differs column account.size type
ALTER TABLE account MODIFY size INT;

-- differs column account.moment type
ALTER TABLE account MODIFY moment DATETIME(6);

-- differs column account.feeling type
ALTER TABLE account MODIFY feeling ENUM('sad', 'ok', 'glad') DEFAULT 'ok';

-- differs column account.flags type
ALTER TABLE account MODIFY flags SET('a', 'b', 'c');

-- differs column account.data type
ALTER TABLE account MODIFY data LONGTEXT;

-- differs column account.name nullability
ALTER TABLE account MODIFY name VARCHAR(20) DEFAULT 'nobody' COMMENT 'as they call themselves';

-- differs column account.name default
ALTER TABLE account ALTER name SET DEFAULT 'somebody';

-- differs column account.flag default
ALTER TABLE account ALTER flag DROP DEFAULT;

-- differs column account.name comment
ALTER TABLE account MODIFY name VARCHAR(20) DEFAULT 'somebody' COMMENT 'as others call them';

-- differs column account.seen update value
ALTER TABLE account MODIFY seen TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- differs column account.seen default
ALTER TABLE account MODIFY seen TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00';

-- differs column account.doubled generation
ALTER TABLE account MODIFY doubled INT GENERATED ALWAYS AS (age * 20) STORED;

-- differs column account.doubled generation
ALTER TABLE account MODIFY doubled INT;

-- differs column account.tripled generation
ALTER TABLE account DROP COLUMN tripled;
ALTER TABLE account ADD COLUMN tripled INT GENERATED ALWAYS AS (age * 3) STORED AFTER doubled;

-- differs column account.folded collation
ALTER TABLE account MODIFY folded VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- differs column account.encoded character set
ALTER TABLE account MODIFY encoded VARCHAR(10) CHARACTER SET latin2;

-- differs column account.id auto-increment
ALTER TABLE account MODIFY id INT NOT NULL;

-- differs table account comment
ALTER TABLE account COMMENT = 'who paid';

-- differs table account options
ALTER TABLE account ROW_FORMAT = COMPACT;

-- differs table memory_one options
ALTER TABLE memory_one ENGINE = InnoDB;

-- differs table item options
ALTER TABLE item DEFAULT CHARSET = latin1;

-- differs table measure partitioning
ALTER TABLE measure REMOVE PARTITIONING;

-- differs table parent position
ALTER TABLE parent MODIFY a INT AFTER b;

-- differs table becomes_view kind
DROP TABLE becomes_view;
CREATE VIEW becomes_view AS SELECT 1 AS a;

-- only_right constraint account.extra_check
ALTER TABLE account ADD CONSTRAINT extra_check CHECK (age < 200);

-- only_left constraint account.short
ALTER TABLE account DROP CONSTRAINT short;

-- differs constraint account.grown definition
ALTER TABLE account DROP CONSTRAINT grown;
ALTER TABLE account ADD CONSTRAINT grown CHECK (age >= 21);

-- differs index account.one_name definition
ALTER TABLE account DROP INDEX one_name, ADD CONSTRAINT one_name UNIQUE (name, age);

-- differs index account.one_name definition
ALTER TABLE account DROP INDEX one_name, ADD CONSTRAINT one_name UNIQUE (name(5));

-- differs constraint payment.paid_by definition
ALTER TABLE payment DROP FOREIGN KEY paid_by;
ALTER TABLE payment ADD CONSTRAINT paid_by FOREIGN KEY (account) REFERENCES account (id) ON DELETE RESTRICT;

-- differs constraint payment.paid_by definition
ALTER TABLE payment DROP FOREIGN KEY paid_by;
ALTER TABLE payment ADD CONSTRAINT paid_by FOREIGN KEY (account) REFERENCES account (id) ON UPDATE CASCADE;

-- differs constraint payment.paid_by definition
ALTER TABLE payment DROP FOREIGN KEY paid_by;
ALTER TABLE payment ADD CONSTRAINT paid_by FOREIGN KEY (account) REFERENCES item (id) ON UPDATE CASCADE;

-- only_left constraint payment.paid_for
ALTER TABLE payment DROP FOREIGN KEY paid_for;

-- only_left index payment.paid_for
ALTER TABLE payment DROP INDEX paid_for;

-- only_left constraint measure.PRIMARY KEY (id, at)
ALTER TABLE measure DROP PRIMARY KEY;

-- only_right index account.extra_index
CREATE INDEX extra_index ON account (balance);

-- differs index account.by_age comment
ALTER TABLE account DROP INDEX by_age, ADD INDEX by_age (age) COMMENT 'the old';

-- differs index account.by_age definition
ALTER TABLE account DROP INDEX by_age, ADD INDEX by_age (age DESC) COMMENT 'the old';

-- differs index account.by_name definition
ALTER TABLE account DROP INDEX by_name, ADD INDEX by_name (name(11), age DESC);

-- differs index account.by_name definition
ALTER TABLE account DROP INDEX by_name, ADD INDEX by_name (name, age DESC);

-- differs index account.by_name definition
ALTER TABLE account DROP INDEX by_name, ADD INDEX by_name (age DESC, name);

-- only_left index account.by_born
-- only_right index account.born_again
ALTER TABLE account DROP INDEX by_born, ADD CONSTRAINT born_again UNIQUE (born, age);

-- only_left index account.by_body
ALTER TABLE account DROP INDEX by_body;

-- differs index account.by_place definition
ALTER TABLE account DROP INDEX by_place, ADD INDEX by_place (place(25));

-- only_right view extra_view
CREATE VIEW extra_view AS SELECT 1 AS one;

-- only_left view unused_view
DROP VIEW unused_view;

-- differs view adults definition
CREATE OR REPLACE VIEW adults AS SELECT id, name FROM account WHERE age >= 21 AND name <> 'x';

-- differs view named columns
CREATE OR REPLACE VIEW named (b) AS SELECT id FROM account;

-- differs view checked options
CREATE OR REPLACE VIEW checked AS SELECT id FROM account WHERE id > 0 WITH CASCADED CHECK OPTION;

-- only_right sequence extra_sequence
CREATE SEQUENCE extra_sequence;

-- only_left sequence unused
DROP SEQUENCE unused;

-- differs sequence stepping options
ALTER SEQUENCE stepping MAXVALUE 200;

-- differs sequence stepping options
ALTER SEQUENCE stepping INCREMENT BY 3;

-- differs sequence stepping options
ALTER SEQUENCE stepping CACHE 6;

-- differs sequence stepping options
ALTER SEQUENCE stepping NOCYCLE;

-- differs sequence counter kind
DROP SEQUENCE counter;
CREATE TABLE counter (a INT);

-- only_right function extra_function()
CREATE FUNCTION extra_function() RETURNS INT RETURN 1;

-- only_left function unused_function()
DROP FUNCTION unused_function;

-- differs function twice() comment
ALTER FUNCTION twice COMMENT 'adds';

-- differs function twice() options
ALTER FUNCTION twice SQL SECURITY INVOKER;

-- differs function twice() definition
CREATE OR REPLACE FUNCTION twice(a INT) RETURNS INT DETERMINISTIC SQL SECURITY INVOKER COMMENT 'adds' RETURN a + a;

-- differs function twice() arguments
CREATE OR REPLACE FUNCTION twice(a BIGINT) RETURNS INT DETERMINISTIC SQL SECURITY INVOKER COMMENT 'adds' RETURN a + a;

-- differs function thrice() type
CREATE OR REPLACE FUNCTION thrice(a INT) RETURNS BIGINT NO SQL RETURN a * 3;

-- differs function pay() options
ALTER PROCEDURE pay READS SQL DATA;

-- differs function pay() arguments
CREATE OR REPLACE PROCEDURE pay(IN who INT, INOUT total INT) READS SQL DATA SELECT 1 INTO total;

-- only_right function pay()
CREATE FUNCTION pay() RETURNS INT RETURN 1;

-- only_left trigger payment.unused_trigger
DROP TRIGGER unused_trigger;

-- only_right trigger payment.extra_trigger
CREATE TRIGGER extra_trigger AFTER INSERT ON payment FOR EACH ROW DELETE FROM item;

-- differs trigger account.watch definition
CREATE OR REPLACE TRIGGER watch BEFORE INSERT ON account FOR EACH ROW SET NEW.name = upper(NEW.name);

-- differs trigger account.watch definition
CREATE OR REPLACE TRIGGER watch BEFORE UPDATE ON account FOR EACH ROW SET NEW.name = upper(NEW.name);

-- only_right event extra_event
CREATE EVENT extra_event ON SCHEDULE EVERY 1 DAY DO SELECT 1;

-- only_left event unused_event
DROP EVENT unused_event;

-- differs event cleaning definition
ALTER EVENT cleaning ON SCHEDULE EVERY 2 DAY;

-- differs event cleaning definition
ALTER EVENT cleaning DISABLE;

-- differs event cleaning definition
ALTER EVENT cleaning DO DELETE FROM payment WHERE id < 0;

-- no longer differs table item options
-- only_left table item
-- only_right table thing
-- differs constraint payment.paid_by definition
RENAME TABLE item TO thing;
