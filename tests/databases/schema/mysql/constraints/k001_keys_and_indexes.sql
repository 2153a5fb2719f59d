-- revision: k001
-- down_revision:
-- message: keys and indexes

-- migrate:up
CREATE TABLE country (
    code CHAR(2) NOT NULL,
    name VARCHAR(100) NOT NULL,
    body TEXT,
    place POINT NOT NULL,
    size INT,
    PRIMARY KEY (code),
    UNIQUE KEY country_name (name),
    UNIQUE (size, name),
    KEY by_size (size DESC, name(10)),
    INDEX (size) COMMENT 'by size',
    KEY USING BTREE (name),
    FULLTEXT KEY country_body (body),
    FULLTEXT (name, body),
    SPATIAL INDEX country_place (place),
    INDEX hashed USING HASH (size) KEY_BLOCK_SIZE = 8
);
CREATE TABLE city (
    id INT NOT NULL AUTO_INCREMENT,
    country CHAR(2) NOT NULL,
    region CHAR(2),
    name VARCHAR(50),
    size INT,
    CONSTRAINT PRIMARY KEY USING BTREE (id),
    CONSTRAINT city_name UNIQUE (name),
    CONSTRAINT city_country FOREIGN KEY (country) REFERENCES country (code) ON DELETE CASCADE ON UPDATE RESTRICT,
    FOREIGN KEY region_index (region) REFERENCES country (code) ON DELETE SET NULL ON UPDATE NO ACTION,
    CONSTRAINT FOREIGN KEY (size) REFERENCES city (id),
    CHECK (size > 0),
    CONSTRAINT short CHECK (length(name) < 40 AND name <> ''),
    CONSTRAINT CHECK (size <> 5)
);
CREATE TABLE pairs (a INT, b INT, c INT, KEY ab (a, b), FOREIGN KEY (a) REFERENCES city (id), FOREIGN KEY (b) REFERENCES city (id), CONSTRAINT named_c FOREIGN KEY (c) REFERENCES city (id), UNIQUE KEY (c, a));

-- migrate:down
DROP TABLE pairs;
DROP TABLE city;
DROP TABLE country;
