-- revision: v002
-- down_revision: v001
-- message: views change

-- migrate:up
ALTER VIEW active_account RENAME TO present_account;
ALTER VIEW renamed RENAME COLUMN number TO id;
ALTER VIEW IF EXISTS absent RENAME TO something;
ALTER VIEW checked_local SET (security_barrier = false);
ALTER VIEW with_options RESET (security_invoker, check_option);
ALTER VIEW of_views ALTER COLUMN amount SET DEFAULT 5;
ALTER VIEW of_views OWNER TO CURRENT_USER;
ALTER MATERIALIZED VIEW stored RENAME TO kept;
ALTER MATERIALIZED VIEW kept RENAME COLUMN total TO sum;
ALTER MATERIALIZED VIEW stored_empty SET (fillfactor = 70);
ALTER TABLE common RENAME TO uncommon;
ALTER INDEX stored_account RENAME TO kept_account;
REFRESH MATERIALIZED VIEW kept;
CREATE OR REPLACE VIEW checked AS SELECT * FROM account WHERE active WITH LOCAL CHECK OPTION;
CREATE OR REPLACE VIEW present_account AS SELECT id, name, email FROM account WHERE active AND id > 0;

-- migrate:down
DROP VIEW present_account;
CREATE VIEW present_account AS SELECT id, name FROM account WHERE active;
DROP VIEW checked;
CREATE VIEW checked AS SELECT * FROM account WHERE active = true WITH CHECK OPTION;
ALTER INDEX kept_account RENAME TO stored_account;
ALTER VIEW uncommon RENAME TO common;
ALTER MATERIALIZED VIEW stored_empty RESET (fillfactor);
ALTER TABLE kept RENAME COLUMN sum TO total;
ALTER MATERIALIZED VIEW kept RENAME TO stored;
ALTER VIEW with_options SET (security_invoker = on, check_option = cascaded);
ALTER VIEW checked_local SET (security_barrier);
ALTER VIEW renamed RENAME id TO number;
ALTER VIEW present_account RENAME TO active_account;
