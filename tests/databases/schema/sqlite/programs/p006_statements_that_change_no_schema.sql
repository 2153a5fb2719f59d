-- revision: p006
-- down_revision: p005
-- message: statements that change no schema

-- migrate:up
INSERT OR REPLACE INTO account (id, full_name) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name;
UPDATE OR IGNORE account SET active = 1 WHERE id = 1 RETURNING id;
DELETE FROM account WHERE id = 5;
REPLACE INTO account (id, full_name) VALUES (2, 'b');
PRAGMA user_version = 5;
WITH x AS (SELECT 1 AS a) SELECT a FROM x;
SELECT name FROM sqlite_master;
VALUES (1), (2);
EXPLAIN SELECT 1;
CREATE TABLE copied AS SELECT id FROM account;

-- migrate:down
DROP TABLE copied;
