-- revision: k002
-- down_revision: k001
-- message: constraints of tables

-- migrate:up
CREATE TABLE place (
    a integer,
    b integer,
    c integer,
    d text,
    e tsrange,
    PRIMARY KEY (a, b),
    UNIQUE (b, c),
    CONSTRAINT place_d UNIQUE (d),
    UNIQUE (c) INCLUDE (d),
    UNIQUE NULLS NOT DISTINCT (a, d),
    CHECK (a < b),
    CHECK (a > 0 AND b > 0 OR c IS NULL),
    CONSTRAINT d_is_short CHECK (length(d) < 20) NO INHERIT,
    FOREIGN KEY (c, a) REFERENCES place (a, b),
    CONSTRAINT country_of FOREIGN KEY (d) REFERENCES country (name) ON DELETE CASCADE,
    EXCLUDE USING gist (e WITH &&),
    CONSTRAINT apart EXCLUDE USING gist (e WITH -|-) WHERE (a > 10) DEFERRABLE
);

-- migrate:down
DROP TABLE place;
