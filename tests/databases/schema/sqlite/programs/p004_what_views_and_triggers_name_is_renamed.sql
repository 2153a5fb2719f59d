-- revision: p004
-- down_revision: p003
-- message: what views and triggers name is renamed

-- migrate:up
DROP VIEW early;
ALTER TABLE account RENAME COLUMN name TO full_name;

-- migrate:down
ALTER TABLE account RENAME COLUMN full_name TO name;
CREATE VIEW early AS SELECT * FROM not_yet;
