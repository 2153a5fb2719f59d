-- revision: r007
-- down_revision: r006
-- message: functions that give tables

-- migrate:up
CREATE FUNCTION given() RETURNS TABLE (z int, "Y" varchar(3), x timestamptz) LANGUAGE sql AS $$ SELECT 1, 'a'::varchar, now() $$;

-- migrate:down
DROP FUNCTION given();
