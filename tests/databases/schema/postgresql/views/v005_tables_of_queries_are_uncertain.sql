-- revision: v005
-- down_revision: v004
-- message: tables of queries are uncertain

-- migrate:up
CREATE TABLE copied AS SELECT id, full_name FROM accounts;
CREATE TABLE copied_too (a, b) AS TABLE copied WITH NO DATA;
SELECT id INTO selected FROM accounts;

-- migrate:down
DROP TABLE selected, copied_too, copied;
