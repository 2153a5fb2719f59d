-- revision: m005
-- down_revision: m004
-- message: columns that are called like keywords

-- migrate:up
CREATE TABLE keyword ("end" integer, "from" integer, "distinct" integer, year timestamptz, time integer, zone text, CHECK (CASE WHEN "end" > 0 THEN "from" > 0 ELSE true END), CHECK (extract(year FROM year) > 2000), CHECK (year AT TIME ZONE zone > timestamp '2000-01-01' AND time > 1));
CREATE INDEX keyword_index ON keyword ("distinct") WHERE "from" IS DISTINCT FROM 3;
ALTER TABLE keyword RENAME COLUMN "end" TO finish;
ALTER TABLE keyword RENAME COLUMN "from" TO source;
ALTER TABLE keyword RENAME COLUMN "distinct" TO several;
ALTER TABLE keyword RENAME COLUMN year TO at;
ALTER TABLE keyword RENAME COLUMN time TO count;
ALTER TABLE keyword RENAME COLUMN zone TO place;

-- migrate:down
DROP TABLE keyword;
