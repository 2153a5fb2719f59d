-- revision: v006
-- down_revision: v005
-- message: texts of views follow renames

-- migrate:up
CREATE TABLE happening (id integer, "end" integer, label text);
CREATE VIEW happenings AS SELECT id, "end", label FROM happening WHERE "end" > 1 ORDER BY "end";
CREATE VIEW labels AS SELECT h.label, max(h."end") AS latest FROM happening h GROUP BY h.label;
ALTER TABLE happening RENAME COLUMN "end" TO finish;
ALTER TABLE happening RENAME COLUMN label TO "The Label";
ALTER TABLE happening RENAME TO "Happened";

-- migrate:down
DROP VIEW happenings, labels;
DROP TABLE "Happened";
