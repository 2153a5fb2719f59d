-- revision: f004
-- down_revision: f003
-- message: parents go with their children

-- migrate:up
DROP TABLE parents CASCADE;

-- migrate:down
CREATE TABLE parents (id bigint NOT NULL DEFAULT 5, title text NOT NULL);
CREATE TABLE child (id bigint NOT NULL, more text, colour text) INHERITS (parents);
CREATE TABLE grandchild (label text NOT NULL, size integer) INHERITS (child);
