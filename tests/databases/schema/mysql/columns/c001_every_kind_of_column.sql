-- revision: c001
-- down_revision:
-- message: every kind of column

-- migrate:up
CREATE TABLE number (
    a TINYINT,
    b SMALLINT UNSIGNED,
    c MEDIUMINT(5),
    d INT NOT NULL,
    e INTEGER(11) UNSIGNED ZEROFILL DEFAULT 7,
    f BIGINT DEFAULT -1,
    g INT8 NULL DEFAULT NULL,
    h DECIMAL,
    i DECIMAL(10),
    j NUMERIC(10, 2) NOT NULL DEFAULT 0.5,
    k FLOAT,
    l FLOAT(30),
    m FLOAT(7, 3),
    n DOUBLE PRECISION DEFAULT 1.5,
    o REAL,
    p BOOL DEFAULT TRUE,
    q BOOLEAN NOT NULL DEFAULT 0,
    r BIT,
    s BIT(3) DEFAULT b'101',
    t FIXED(5, 1),
    u DEC(6) UNSIGNED,
    v YEAR,
    w INT1,
    x INT DEFAULT (1 + 2),
    y INT DEFAULT '5',
    z DOUBLE UNSIGNED
) ENGINE = InnoDB;
CREATE TABLE text_like (
    a CHAR,
    b CHAR(3) DEFAULT 'abc',
    c VARCHAR(20) DEFAULT 'it''s',
    d VARCHAR(20) CHARACTER SET latin1 NOT NULL DEFAULT '',
    e CHARACTER VARYING(30) COLLATE utf8mb4_bin,
    f TEXT,
    g TINYTEXT,
    h MEDIUMTEXT NOT NULL,
    i LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci,
    j BINARY(16),
    k VARBINARY(255),
    l BLOB,
    m LONGBLOB,
    n ENUM('a', 'b', 'it''s') NOT NULL DEFAULT 'a',
    o SET('x', 'y') DEFAULT 'x,y',
    p JSON,
    q JSON NOT NULL DEFAULT '{}',
    r TEXT DEFAULT 'text',
    s VARCHAR(10) DEFAULT NULL COMMENT 'said of it',
    t NATIONAL VARCHAR(10),
    u NCHAR(5),
    v LONG VARCHAR,
    w VARCHAR(36) DEFAULT (uuid()),
    x VARCHAR(10) BINARY,
    y UUID,
    z INET6
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci COMMENT = 'holds texts';
CREATE TABLE moment (
    a DATE,
    b DATE DEFAULT '2020-01-01',
    c DATETIME,
    d DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    e TIMESTAMP NULL DEFAULT NULL,
    f TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    g TIMESTAMP NOT NULL DEFAULT NOW() ON UPDATE NOW(),
    h TIME,
    i TIME(3) DEFAULT '10:00:00',
    j DATETIME(0) NOT NULL DEFAULT '2000-01-01 00:00:00',
    k DATE DEFAULT (CURRENT_DATE + INTERVAL 1 DAY),
    l YEAR(4) DEFAULT 2020,
    m DATETIME DEFAULT LOCALTIME,
    place POINT,
    shape GEOMETRY NOT NULL
);

-- migrate:down
DROP TABLE moment, text_like, number;
