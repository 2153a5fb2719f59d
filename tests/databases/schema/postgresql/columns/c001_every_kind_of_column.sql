-- revision: c001
-- down_revision:
-- message: every kind of column

-- migrate:up
CREATE TABLE number (
    a smallint,
    b int2,
    c int,
    d integer NOT NULL,
    e int4 DEFAULT 7,
    f bigint DEFAULT -1,
    g int8 NULL,
    h decimal,
    i decimal(10),
    j numeric(10, 2) DEFAULT 0.5,
    k real,
    l float4,
    m double precision DEFAULT 1.5,
    n float8,
    o float,
    p float(10),
    q float(30),
    r smallserial,
    s serial,
    t bigserial NOT NULL,
    u money
);
CREATE TABLE text_like (
    a text,
    b varchar,
    c varchar(20) DEFAULT 'x',
    d character varying(20) NOT NULL DEFAULT 'it''s',
    e char,
    f char(3) DEFAULT 'abc',
    g character(5),
    h bpchar,
    i "char",
    j name,
    k bytea DEFAULT '\x00',
    l text COLLATE "C",
    m varchar(10) COLLATE "POSIX" NOT NULL,
    n national character varying(12)
);

-- migrate:down
DROP TABLE text_like;
DROP TABLE number;
