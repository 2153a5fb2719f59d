-- revision: v003
-- down_revision: v002
-- message: what views read is renamed

-- migrate:up
ALTER TABLE account RENAME TO accounts;
ALTER TABLE accounts RENAME COLUMN name TO full_name;
ALTER TABLE payment RENAME COLUMN amount TO value;

-- migrate:down
ALTER TABLE payment RENAME COLUMN value TO amount;
ALTER TABLE accounts RENAME COLUMN full_name TO name;
ALTER TABLE accounts RENAME TO account;
