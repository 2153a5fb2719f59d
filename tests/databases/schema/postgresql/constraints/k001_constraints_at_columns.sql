-- revision: k001
-- down_revision:
-- message: constraints at columns

-- migrate:up
CREATE TABLE country (
    code char(2) PRIMARY KEY,
    name text NOT NULL UNIQUE,
    size integer CHECK (size > 0)
);
CREATE TABLE city (
    id integer CONSTRAINT city_is PRIMARY KEY,
    country char(2) NOT NULL REFERENCES country,
    region char(2) CONSTRAINT region_is_country REFERENCES country (code) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    name text CONSTRAINT named UNIQUE CONSTRAINT not_empty CHECK (name <> ''),
    twin integer UNIQUE DEFERRABLE REFERENCES city ON DELETE RESTRICT ON UPDATE NO ACTION,
    size integer CHECK (size BETWEEN 1 AND 10) CHECK (size <> 5),
    other integer REFERENCES city (id) MATCH FULL ON DELETE SET DEFAULT DEFAULT 1
);

-- migrate:down
DROP TABLE city;
DROP TABLE country;
