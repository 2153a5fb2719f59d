-- revision: k010
-- down_revision: k009
-- message: tables go with what refers to them

-- migrate:up
DROP TABLE keyed CASCADE;

-- migrate:down
CREATE TABLE keyed (a integer NOT NULL, b integer NOT NULL);
