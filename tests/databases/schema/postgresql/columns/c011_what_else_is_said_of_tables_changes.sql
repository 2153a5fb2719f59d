-- revision: c011
-- down_revision: c010
-- message: what else is said of tables changes

-- migrate:up
ALTER TABLE fleeting SET LOGGED;
ALTER TABLE parameters SET (fillfactor = 80, autovacuum_vacuum_threshold = 100), RESET (autovacuum_enabled);
ALTER TABLE quiet SET UNLOGGED;
ALTER TABLE of_pair NOT OF;
ALTER TABLE parameters SET WITHOUT CLUSTER, REPLICA IDENTITY FULL, OWNER TO CURRENT_USER;
ALTER TABLE parameters SET ACCESS METHOD heap;

-- migrate:down
ALTER TABLE of_pair OF pair;
ALTER TABLE quiet SET LOGGED;
ALTER TABLE parameters RESET (autovacuum_vacuum_threshold), SET (fillfactor = 70, autovacuum_enabled = false);
ALTER TABLE fleeting SET UNLOGGED;
