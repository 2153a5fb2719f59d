-- revision: p010
-- down_revision: p009
-- message: everything goes with its tables

-- migrate:up
DROP TABLE payment;
DROP TABLE IF EXISTS account;

-- migrate:down
CREATE TABLE account (id INT PRIMARY KEY, name VARCHAR(50) NOT NULL, email VARCHAR(100), active BOOLEAN DEFAULT TRUE, born DATE, score DECIMAL(6, 2));
CREATE TABLE payment (id INT PRIMARY KEY, account INT, amount DECIMAL(10, 2) NOT NULL, at DATETIME DEFAULT CURRENT_TIMESTAMP, FOREIGN KEY (account) REFERENCES account (id));
CREATE TRIGGER before_insert BEFORE INSERT ON account FOR EACH ROW SET NEW.name = trim(NEW.name);
CREATE TRIGGER second BEFORE INSERT ON account FOR EACH ROW SET NEW.email = upper(NEW.email);
CREATE TRIGGER on_delete AFTER DELETE ON payment FOR EACH ROW DELETE FROM account WHERE id = OLD.account;
