-- revision: o004
-- down_revision: o003
-- message: statements that change no schema

-- migrate:up
GRANT SELECT ON accounts TO PUBLIC;
REVOKE ALL ON accounts FROM PUBLIC;
ANALYZE accounts;
LOCK TABLE accounts IN EXCLUSIVE MODE;
SET statement_timeout = 0;
SET LOCAL lock_timeout TO '1s';
SHOW search_path;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
INSERT INTO accounts (id, name) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING id;
WITH gone AS (DELETE FROM accounts WHERE id = 2 RETURNING *) INSERT INTO accounts SELECT * FROM gone;
MERGE INTO accounts a USING (SELECT 1 AS id) s ON a.id = s.id WHEN MATCHED THEN UPDATE SET name = 'b' WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
UPDATE ONLY accounts SET name = upper(name);
EXPLAIN SELECT * FROM accounts;
NOTIFY channel, 'x';
VALUES (1);
TABLE accounts;
COPY accounts (id, name) FROM stdin;
7	seven
\.

-- migrate:down
SELECT 1;
