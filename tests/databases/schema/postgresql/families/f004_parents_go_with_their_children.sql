-- revision: f004
-- down_revision: f003
-- message: parents go with their children

-- migrate:up
DROP TABLE parents CASCADE;

-- migrate:down
SELECT 1;
