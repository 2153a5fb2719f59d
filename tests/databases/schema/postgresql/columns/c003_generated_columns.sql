-- revision: c003
-- down_revision: c002
-- message: generated columns

-- migrate:up
CREATE TABLE shape (
    id integer PRIMARY KEY,
    width numeric NOT NULL,
    height numeric NOT NULL,
    area numeric GENERATED ALWAYS AS (width * height) STORED,
    label text GENERATED ALWAYS AS ('shape ' || id) STORED NOT NULL,
    half numeric(10, 2) GENERATED ALWAYS AS (((width + height) / 2)) STORED
);

-- migrate:down
DROP TABLE shape;
