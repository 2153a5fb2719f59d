-- revision: o005
-- down_revision: o004
-- message: blocks

-- migrate:up
DO $$ BEGIN ALTER TABLE accounts ADD COLUMN by_block integer; END $$;

-- migrate:down
ALTER TABLE accounts DROP COLUMN by_block;
