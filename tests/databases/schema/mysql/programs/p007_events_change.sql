-- revision: p007
-- down_revision: p006
-- message: events change

-- migrate:up
ALTER EVENT cleaning ON SCHEDULE EVERY 2 DAY RENAME TO sweeping;
ALTER EVENT once ENABLE COMMENT 'once more';
ALTER EVENT hourly DISABLE DO SELECT 2;

-- migrate:down
ALTER EVENT hourly ENABLE DO BEGIN DELETE FROM payment WHERE id < 0; END;
ALTER EVENT once DISABLE COMMENT 'once';
ALTER EVENT sweeping ON SCHEDULE EVERY 1 DAY RENAME TO cleaning;
