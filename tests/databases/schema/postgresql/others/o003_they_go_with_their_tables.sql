-- revision: o003
-- down_revision: o002
-- message: they go with their tables

-- migrate:up
ALTER TABLE account RENAME TO accounts;
ALTER TABLE accounts RENAME COLUMN balance TO amount;
DROP RULE passed_over ON accounts;
DROP TABLE note CASCADE;
ALTER TABLE accounts DROP COLUMN owner CASCADE;

-- migrate:down
ALTER TABLE accounts ADD COLUMN owner text;
CREATE STATISTICS related ON owner, name FROM accounts;
CREATE POLICY of_owner ON accounts USING (owner = current_user);
CREATE TABLE note (id integer, account integer, text text);
CREATE POLICY adding ON note FOR INSERT WITH CHECK (true);
CREATE POLICY "Deleting" ON note USING (true);
CREATE RULE passed_over AS ON DELETE TO accounts DO INSTEAD NOTHING;
CREATE RULE copied AS ON INSERT TO accounts DO ALSO INSERT INTO note (id, account) VALUES (1, NEW.id);
ALTER TABLE accounts RENAME COLUMN amount TO balance;
ALTER TABLE accounts RENAME TO account;
