-- revision: q003
-- down_revision: q002
-- message: sequences are renamed and moved

-- migrate:up
CREATE SCHEMA elsewhere;
ALTER SEQUENCE plain RENAME TO plainer;
ALTER TABLE counted RENAME TO recounted;
ALTER SEQUENCE down SET SCHEMA elsewhere;
ALTER SEQUENCE counter_a_seq RENAME TO counter_numbers;
ALTER TABLE counter RENAME TO counters;
ALTER TABLE counters RENAME COLUMN b TO big;
ALTER TABLE counters RENAME COLUMN e TO identity;

-- migrate:down
ALTER TABLE counters RENAME COLUMN identity TO e;
ALTER TABLE counters RENAME COLUMN big TO b;
ALTER TABLE counters RENAME TO counter;
ALTER SEQUENCE counter_numbers RENAME TO counter_a_seq;
ALTER SEQUENCE elsewhere.down SET SCHEMA public;
ALTER SEQUENCE recounted RENAME TO counted;
ALTER SEQUENCE plainer RENAME TO plain;
DROP SCHEMA elsewhere;
