-- revision: p002
-- down_revision: p001
-- message: triggers

-- migrate:up
CREATE TRIGGER after_insert AFTER INSERT ON account BEGIN UPDATE account SET active = 1 WHERE id = NEW.id; END;
CREATE TRIGGER IF NOT EXISTS before_update BEFORE UPDATE OF name, active ON account FOR EACH ROW WHEN NEW.name <> '' BEGIN SELECT RAISE(ABORT, 'no'); INSERT INTO payment VALUES (1, NEW.id, 2); END;
CREATE TRIGGER instead INSTEAD OF DELETE ON active_account BEGIN DELETE FROM account WHERE id = OLD.id; END;
CREATE TRIGGER plain DELETE ON payment BEGIN SELECT 1; END;
CREATE TRIGGER IF NOT EXISTS plain DELETE ON payment BEGIN SELECT 2; END;
CREATE TEMP TRIGGER passing AFTER DELETE ON account BEGIN SELECT 1; END;

-- migrate:down
DROP TRIGGER IF EXISTS passing;
DROP TRIGGER plain;
DROP TRIGGER main.instead;
DROP TRIGGER IF EXISTS before_update;
DROP TRIGGER IF EXISTS absent;
DROP TRIGGER after_insert;
