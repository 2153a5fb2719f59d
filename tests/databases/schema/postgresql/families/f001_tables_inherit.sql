-- revision: f001
-- down_revision:
-- message: tables inherit

-- migrate:up
CREATE TABLE parent (id integer NOT NULL DEFAULT 5, name text CHECK (name <> ''), CONSTRAINT local CHECK (id > 0) NO INHERIT);
CREATE TABLE other_parent (name text NOT NULL, size integer);
CREATE TABLE child (more text) INHERITS (parent);
CREATE TABLE grandchild (size integer DEFAULT 7, name text DEFAULT 'x') INHERITS (child, other_parent);
CREATE TABLE stranger (id integer NOT NULL, name text, CONSTRAINT parent_name_check CHECK (name <> ''));
COMMENT ON COLUMN parent.name IS 'of the parent';

-- migrate:down
DROP TABLE stranger;
DROP TABLE grandchild, child;
DROP TABLE other_parent;
DROP TABLE parent;
