-- revision: p005
-- down_revision: p004
-- message: everything goes with its tables

-- migrate:up
DROP TRIGGER before_update;
DROP TABLE payment;
DROP VIEW active_account;

-- migrate:down
CREATE VIEW active_account AS SELECT id, full_name FROM account WHERE active;
CREATE TABLE payment (id INTEGER PRIMARY KEY, account INT REFERENCES account (id), amount REAL);
CREATE TRIGGER before_update BEFORE UPDATE OF full_name, active ON account FOR EACH ROW WHEN NEW.full_name <> '' BEGIN SELECT RAISE(ABORT, 'no'); INSERT INTO payment VALUES (1, NEW.id, 2); END;
CREATE TRIGGER instead INSTEAD OF DELETE ON active_account BEGIN DELETE FROM account WHERE id = OLD.id; END;
CREATE TRIGGER plain DELETE ON payment BEGIN SELECT 1; END;
CREATE TEMP TRIGGER IF NOT EXISTS passing AFTER DELETE ON account BEGIN SELECT 1; END;
