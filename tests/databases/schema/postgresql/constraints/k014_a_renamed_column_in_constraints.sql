-- revision: k014
-- down_revision: k013
-- message: a renamed column in constraints

-- migrate:up
ALTER TABLE checked RENAME COLUMN a TO "new A";
ALTER TABLE checked RENAME COLUMN i TO name;
ALTER TABLE later RENAME COLUMN a TO key;
ALTER TABLE city RENAME COLUMN id TO number;

-- migrate:down
ALTER TABLE city RENAME COLUMN number TO id;
ALTER TABLE later RENAME COLUMN key TO a;
ALTER TABLE checked RENAME COLUMN name TO i;
ALTER TABLE checked RENAME COLUMN "new A" TO a;
