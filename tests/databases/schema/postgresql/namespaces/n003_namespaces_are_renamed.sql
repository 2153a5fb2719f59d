-- revision: n003
-- down_revision: n002
-- message: namespaces are renamed

-- migrate:up
ALTER SCHEMA archive RENAME TO "Archive";
ALTER SCHEMA shop OWNER TO CURRENT_USER;
ALTER TABLE "Archive".product RENAME TO goods;
ALTER TABLE "Archive".goods RENAME COLUMN price TO cost;

-- migrate:down
ALTER TABLE "Archive".goods RENAME COLUMN cost TO price;
ALTER TABLE "Archive".goods RENAME TO product;
ALTER SCHEMA "Archive" RENAME TO archive;
