-- revision: c007
-- down_revision: c006
-- message: columns are renamed

-- migrate:up
ALTER TABLE number RENAME COLUMN a TO first;
ALTER TABLE number RENAME b TO "Second";
ALTER TABLE shape RENAME COLUMN width TO breadth;
ALTER TABLE shape RENAME depth TO "order";

-- migrate:down
ALTER TABLE shape RENAME "order" TO depth;
ALTER TABLE shape RENAME COLUMN breadth TO width;
ALTER TABLE number RENAME "Second" TO b;
ALTER TABLE number RENAME COLUMN first TO a;
