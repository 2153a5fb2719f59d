-- revision: f005
-- down_revision: f004
-- message: tables are divided

-- migrate:up
CREATE TABLE measurement (
    id bigint NOT NULL,
    at date NOT NULL,
    value numeric CHECK (value > 0) DEFAULT 1,
    sensor text COLLATE "C",
    PRIMARY KEY (id, at),
    UNIQUE (sensor, at),
    CONSTRAINT positive CHECK (id > 0)
) PARTITION BY RANGE (at);
CREATE TABLE measurement_2020 PARTITION OF measurement FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE measurement_old PARTITION OF measurement (CONSTRAINT old CHECK (at < '2020-01-01'), value DEFAULT 2 NOT NULL) FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
CREATE TABLE measurement_rest PARTITION OF measurement DEFAULT PARTITION BY RANGE (at);
CREATE TABLE measurement_rest_a PARTITION OF measurement_rest FOR VALUES FROM ('2030-01-01') TO (MAXVALUE);
CREATE INDEX measurement_sensor ON measurement (sensor);
CREATE INDEX ON measurement (lower(sensor)) WHERE value > 5;
CREATE TABLE hashed (id integer, a text) PARTITION BY HASH (id, (a || 'x'));
CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (modulus 2, remainder 1) WITH (fillfactor = 50);
CREATE TABLE listed_keys (kind text COLLATE "C" PRIMARY KEY);
CREATE TABLE listed (kind text COLLATE "C", n integer) PARTITION BY LIST (kind COLLATE "POSIX");
CREATE TABLE listed_a PARTITION OF listed FOR VALUES IN ('a', 'b', NULL) PARTITION BY LIST (n);
CREATE TABLE listed_a_1 PARTITION OF listed_a FOR VALUES IN (1);
CREATE TABLE refers (id bigint, at date, FOREIGN KEY (id, at) REFERENCES measurement ON DELETE CASCADE);
COMMENT ON TABLE measurement_2020 IS 'of 2020';

-- migrate:down
DROP TABLE refers;
DROP TABLE listed, hashed;
DROP TABLE measurement;
DROP TABLE listed_keys;
