-- revision: s006
-- down_revision: s005
-- message: tables are renamed

-- migrate:up
ALTER TABLE city RENAME TO "Town";
ALTER TABLE country RENAME TO land;
ALTER TABLE numbered RENAME TO counted;

-- migrate:down
ALTER TABLE counted RENAME TO numbered;
ALTER TABLE land RENAME TO country;
ALTER TABLE "Town" RENAME TO city;
