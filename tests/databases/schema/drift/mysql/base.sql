-- revision: a1
-- message: something of every kind

-- migrate:up
CREATE TABLE account (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(20) NOT NULL DEFAULT 'nobody' COMMENT 'as they call themselves',
    age INT,
    balance DECIMAL(10, 2) DEFAULT 0,
    seen TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    born DATE,
    size INT UNSIGNED,
    feeling ENUM('sad', 'ok') DEFAULT 'ok',
    flags SET('a', 'b'),
    folded VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    encoded VARCHAR(10) CHARACTER SET latin1,
    doubled INT GENERATED ALWAYS AS (age * 2) STORED,
    tripled INT GENERATED ALWAYS AS (age * 3) VIRTUAL,
    flag BOOLEAN DEFAULT TRUE,
    data JSON,
    body TEXT,
    place POINT NOT NULL,
    moment DATETIME(3),
    other INT,
    CONSTRAINT one_name UNIQUE (name),
    CONSTRAINT grown CHECK (age >= 18),
    CONSTRAINT short CHECK (char_length(name) < 20),
    KEY by_age (age) COMMENT 'old ones',
    KEY by_name (name(10), age DESC),
    UNIQUE KEY by_born (born, age),
    FULLTEXT KEY by_body (body),
    SPATIAL KEY by_place (place)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci ROW_FORMAT = DYNAMIC COMMENT = 'who pays';
CREATE TABLE item (id INT PRIMARY KEY, name TEXT) DEFAULT CHARSET = utf8mb4;
CREATE TABLE payment (
    id BIGINT PRIMARY KEY,
    account INT NOT NULL,
    payer INT,
    item INT,
    CONSTRAINT paid_by FOREIGN KEY (account) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT paid_for FOREIGN KEY (item) REFERENCES item (id)
);
CREATE TABLE memory_one (a INT) ENGINE = MEMORY;
CREATE TABLE measure (id INT, at DATE, PRIMARY KEY (id, at)) PARTITION BY RANGE (YEAR(at)) (
    PARTITION p0 VALUES LESS THAN (2020),
    PARTITION p1 VALUES LESS THAN MAXVALUE
);
CREATE TABLE parent (a INT, b INT);
CREATE TABLE unused_table (a INT);
CREATE TABLE becomes_view (a INT);

CREATE SEQUENCE counter;
CREATE SEQUENCE stepping START WITH 4 INCREMENT BY 2 MINVALUE 2 MAXVALUE 100 CACHE 5 CYCLE;
CREATE SEQUENCE unused;

CREATE VIEW adults AS SELECT id, name FROM account WHERE age >= 18 AND name <> 'x';
CREATE VIEW checked AS SELECT id FROM account WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW named (a) AS SELECT id FROM account;
CREATE VIEW unused_view AS SELECT 1 AS one;

CREATE FUNCTION twice(a INT) RETURNS INT DETERMINISTIC COMMENT 'doubles' RETURN a * 2;
CREATE FUNCTION thrice(a INT) RETURNS INT NO SQL RETURN a * 3;
CREATE PROCEDURE pay(IN who INT, OUT total INT) MODIFIES SQL DATA SELECT 1 INTO total;
CREATE FUNCTION unused_function() RETURNS INT RETURN 1;

CREATE TRIGGER watch BEFORE INSERT ON account FOR EACH ROW SET NEW.name = trim(NEW.name);
CREATE TRIGGER unused_trigger AFTER DELETE ON payment FOR EACH ROW DELETE FROM item;

CREATE EVENT cleaning ON SCHEDULE EVERY 1 DAY DO DELETE FROM payment WHERE id = 0;
CREATE EVENT unused_event ON SCHEDULE EVERY 1 DAY DO SELECT 1;

-- migrate:down
SELECT 1;
