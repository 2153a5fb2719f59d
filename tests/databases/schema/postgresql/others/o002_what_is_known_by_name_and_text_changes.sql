-- revision: o002
-- down_revision: o001
-- message: what is known by name and text changes

-- migrate:up
ALTER POLICY own ON account RENAME TO of_owner;
ALTER POLICY reading ON account USING (balance > 100);
ALTER POLICY writing ON account TO PUBLIC WITH CHECK (balance > 0);
ALTER RULE ignored ON account RENAME TO passed_over;
ALTER STATISTICS correlated RENAME TO related;
ALTER STATISTICS kinds SET STATISTICS 100;
ALTER COLLATION other_german RENAME TO german_too;
ALTER EVENT TRIGGER watch_ddl DISABLE;
ALTER PUBLICATION pub ADD TABLE note;
ALTER PUBLICATION pub_all RENAME TO everything;
ALTER TEXT SEARCH CONFIGURATION search RENAME TO searching;
ALTER OPERATOR === (pair, pair) OWNER TO CURRENT_USER;
ALTER TABLE note NO FORCE ROW LEVEL SECURITY;
ALTER TABLE account DISABLE ROW LEVEL SECURITY;
ALTER TABLE account DISABLE RULE passed_over, ENABLE RULE passed_over;

-- migrate:down
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
ALTER TEXT SEARCH CONFIGURATION searching RENAME TO search;
ALTER PUBLICATION everything RENAME TO pub_all;
ALTER COLLATION german_too RENAME TO other_german;
ALTER STATISTICS related RENAME TO correlated;
ALTER RULE passed_over ON account RENAME TO ignored;
ALTER POLICY of_owner ON account RENAME TO own;
