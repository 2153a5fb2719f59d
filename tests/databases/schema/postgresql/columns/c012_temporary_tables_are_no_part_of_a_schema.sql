-- revision: c012
-- down_revision: c011
-- message: temporary tables are no part of a schema

-- migrate:up
CREATE TEMPORARY TABLE passing (a integer) ON COMMIT DROP;
CREATE TEMP TABLE staying AS SELECT 1 AS a;
INSERT INTO staying VALUES (2);
UPDATE parameters SET b = source.one FROM (SELECT 1 AS one) AS source;
DELETE FROM parameters;
TRUNCATE TABLE fleeting RESTART IDENTITY CASCADE;
COMMENT ON TABLE fleeting IS 'is logged';

-- migrate:down
COMMENT ON TABLE fleeting IS NULL;
