-- revision: s002
-- down_revision: s001
-- message: constraints

-- migrate:up
CREATE TABLE country (
    code TEXT PRIMARY KEY ON CONFLICT REPLACE,
    name TEXT CONSTRAINT name_is_unique UNIQUE ON CONFLICT IGNORE,
    size INTEGER CHECK (size > 0) CONSTRAINT not_five CHECK (size <> 5)
);
CREATE TABLE city (
    id INTEGER CONSTRAINT city_is PRIMARY KEY,
    country TEXT NOT NULL REFERENCES country,
    region TEXT CONSTRAINT region_is REFERENCES country (code) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    twin INT REFERENCES city (id) ON DELETE RESTRICT ON UPDATE NO ACTION,
    other INT REFERENCES city ON DELETE SET DEFAULT MATCH FULL DEFAULT 1,
    late INT REFERENCES not_yet (id),
    a INT, b INT, c TEXT COLLATE NOCASE,
    UNIQUE (a, b),
    CONSTRAINT pair UNIQUE (b, c DESC),
    UNIQUE (c COLLATE BINARY),
    CONSTRAINT ordered CHECK (a < b),
    CHECK (a IN (1, 2) OR c LIKE 'a%' OR c GLOB 'b*' OR c IS NOT NULL),
    FOREIGN KEY (a, b) REFERENCES city (b, a),
    CONSTRAINT named_key FOREIGN KEY (c) REFERENCES country (name) NOT DEFERRABLE
);
CREATE TABLE no_commas (a INT, b INT, UNIQUE (a) CHECK (b > 0) FOREIGN KEY (b) REFERENCES city (id));
CREATE TABLE pairs (a INT, b INT, PRIMARY KEY (a, b), UNIQUE (a, b));
CREATE TABLE twice (a INTEGER PRIMARY KEY UNIQUE, b INT UNIQUE CONSTRAINT again UNIQUE, c INT COLLATE NOCASE, d INT, UNIQUE (c, d), UNIQUE (c COLLATE BINARY, d DESC), UNIQUE (c, d DESC), UNIQUE (d, c));
CREATE TABLE late_key (a INT, b INT, UNIQUE (a, b), PRIMARY KEY (a, b));

-- migrate:down
DROP TABLE late_key;
DROP TABLE twice;
DROP TABLE pairs;
DROP TABLE no_commas;
DROP TABLE city;
DROP TABLE country;
