-- revision: r005
-- down_revision: r004
-- message: triggers all at once

-- migrate:up
ALTER TABLE accounts DISABLE TRIGGER ALL;

-- migrate:down
ALTER TABLE accounts ENABLE TRIGGER USER;
