-- revision: p002
-- down_revision: p001
-- message: views change

-- migrate:up
ALTER VIEW active_account AS SELECT id, name, email FROM account WHERE active AND id > 0;
ALTER ALGORITHM = UNDEFINED VIEW renamed (a, b) AS SELECT id, email FROM account;
CREATE OR REPLACE VIEW checked AS SELECT id FROM account WHERE active = 1 WITH LOCAL CHECK OPTION;
RENAME TABLE united TO unified;
RENAME TABLE grouped TO groups_of;

-- migrate:down
RENAME TABLE groups_of TO grouped, unified TO united;
CREATE OR REPLACE VIEW checked AS SELECT * FROM account WHERE active = 1 WITH CHECK OPTION;
ALTER VIEW renamed (number, `called`) AS SELECT id, name FROM account;
ALTER VIEW active_account AS SELECT id, name FROM account WHERE active;
