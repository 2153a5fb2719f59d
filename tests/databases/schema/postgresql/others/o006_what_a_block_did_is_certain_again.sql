-- revision: o006
-- down_revision: o005
-- message: what a block did is certain again

-- migrate:up
DROP TABLE IF EXISTS accounts CASCADE;
CREATE TABLE accounts (id integer PRIMARY KEY, name text, amount numeric);

-- migrate:down
ALTER TABLE accounts ADD COLUMN by_block integer;
CREATE STATISTICS kinds ON name, amount FROM accounts;
CREATE STATISTICS expressions ON (lower(name)), (amount * 2) FROM accounts;
CREATE POLICY reading ON accounts USING (true);
CREATE POLICY writing ON accounts USING (true);
