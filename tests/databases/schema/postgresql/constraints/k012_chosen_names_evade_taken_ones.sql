-- revision: k012
-- down_revision: k011
-- message: chosen names evade taken ones

-- migrate:up
CREATE TABLE taken (a integer, b integer);
CREATE TABLE taken_a_key (a integer);
CREATE INDEX taken_pkey ON taken (b);
ALTER TABLE taken ADD PRIMARY KEY (a), ADD UNIQUE (a), ADD CHECK (a > 0), ADD CONSTRAINT taken_check CHECK (a < b), ADD CHECK (a <> b);
CREATE INDEX ON taken (a);
CREATE INDEX ON taken (a);
CREATE UNIQUE INDEX ON taken (a, b);
CREATE INDEX ON taken (lower(a::text), (a + b), (b));
CREATE INDEX ON taken (a) INCLUDE (b);

-- migrate:down
DROP TABLE taken_a_key;
DROP TABLE taken;
