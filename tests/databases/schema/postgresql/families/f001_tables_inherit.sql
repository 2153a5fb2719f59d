-- revision: f001
-- down_revision:
-- message: tables inherit

-- migrate:up
CREATE TABLE parent (id integer NOT NULL DEFAULT 5, name text CHECK (name <> ''), CONSTRAINT local CHECK (id > 0) NO INHERIT);
CREATE TABLE other_parent (label text NOT NULL, size integer);
CREATE TABLE child (more text) INHERITS (parent);
CREATE TABLE grandchild (size integer DEFAULT 7, label text DEFAULT 'x') INHERITS (child, other_parent);
CREATE TABLE stranger (size integer, label text NOT NULL);
COMMENT ON COLUMN parent.name IS 'of the parent';

-- migrate:down
DROP TABLE stranger;
DROP TABLE grandchild, child;
DROP TABLE other_parent;
DROP TABLE parent;
