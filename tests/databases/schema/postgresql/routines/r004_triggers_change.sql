-- revision: r004
-- down_revision: r003
-- message: triggers change

-- migrate:up
ALTER TRIGGER touch ON account RENAME TO touches;
ALTER TABLE account DISABLE TRIGGER changed;
ALTER TABLE account ENABLE REPLICA TRIGGER statement_level;
ALTER TABLE account ENABLE ALWAYS TRIGGER with_arguments;
ALTER TABLE account DISABLE TRIGGER "Odd Trigger", ENABLE TRIGGER "Odd Trigger";
ALTER TABLE account RENAME COLUMN name TO title;
ALTER TABLE account RENAME TO accounts;

-- migrate:down
ALTER TABLE accounts RENAME TO account;
ALTER TABLE account RENAME COLUMN title TO name;
ALTER TABLE account ENABLE TRIGGER with_arguments, ENABLE TRIGGER statement_level, ENABLE TRIGGER changed;
ALTER TRIGGER touches ON account RENAME TO touch;
