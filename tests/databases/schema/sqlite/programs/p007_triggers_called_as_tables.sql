-- revision: p007
-- down_revision: p006
-- message: triggers that are called as tables and views are

-- migrate:up
CREATE TABLE audit (x integer CHECK (x > 0));
CREATE VIEW audits AS SELECT x FROM audit;
CREATE TRIGGER audit AFTER INSERT ON audit BEGIN SELECT 1; END;
CREATE TRIGGER audits INSTEAD OF INSERT ON audits BEGIN SELECT 2; END;

-- migrate:down
DROP TRIGGER audits;
DROP TRIGGER audit;
DROP VIEW audits;
DROP TABLE audit;
