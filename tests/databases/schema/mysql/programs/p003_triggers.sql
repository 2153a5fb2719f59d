-- revision: p003
-- down_revision: p002
-- message: triggers

-- migrate:up
CREATE TRIGGER before_insert BEFORE INSERT ON account FOR EACH ROW SET NEW.name = trim(NEW.name);
DELIMITER $$
CREATE DEFINER = CURRENT_USER TRIGGER after_update AFTER UPDATE ON account FOR EACH ROW
BEGIN
    IF NEW.score > OLD.score THEN
        INSERT INTO payment (id, account, amount) VALUES (NEW.id, NEW.id, 1);
    END IF;
END$$
DELIMITER ;
CREATE TRIGGER IF NOT EXISTS before_insert BEFORE INSERT ON account FOR EACH ROW SET NEW.name = 'never';
CREATE TRIGGER second BEFORE INSERT ON account FOR EACH ROW FOLLOWS before_insert SET NEW.email = lower(NEW.email);
CREATE OR REPLACE TRIGGER second BEFORE INSERT ON account FOR EACH ROW SET NEW.email = upper(NEW.email);
CREATE TRIGGER on_delete AFTER DELETE ON payment FOR EACH ROW DELETE FROM account WHERE id = OLD.account;

-- migrate:down
DROP TRIGGER on_delete;
DROP TRIGGER second;
DROP TRIGGER IF EXISTS after_update;
DROP TRIGGER IF EXISTS absent;
DROP TRIGGER before_insert;
