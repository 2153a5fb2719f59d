-- revision: k005
-- down_revision: k004
-- message: indexes become constraints

-- migrate:up
CREATE TABLE indexed (a integer NOT NULL, b integer, c text);
CREATE UNIQUE INDEX indexed_a ON indexed (a);
CREATE UNIQUE INDEX indexed_b ON indexed (b) INCLUDE (c);
CREATE UNIQUE INDEX indexed_c ON indexed (c);
ALTER TABLE indexed ADD PRIMARY KEY USING INDEX indexed_a;
ALTER TABLE indexed ADD CONSTRAINT b_is_unique UNIQUE USING INDEX indexed_b DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE indexed ADD UNIQUE USING INDEX indexed_c;

-- migrate:down
DROP TABLE indexed;
