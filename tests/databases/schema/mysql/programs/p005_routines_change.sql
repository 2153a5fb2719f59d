-- revision: p005
-- down_revision: p004
-- message: routines change

-- migrate:up
ALTER FUNCTION greeting COMMENT 'greets well' SQL SECURITY DEFINER READS SQL DATA;
ALTER PROCEDURE pay SQL SECURITY INVOKER;
ALTER PROCEDURE many_things COMMENT 'many';

-- migrate:down
ALTER PROCEDURE many_things COMMENT '';
ALTER PROCEDURE pay SQL SECURITY DEFINER;
ALTER FUNCTION greeting COMMENT 'greets' SQL SECURITY INVOKER NO SQL;
