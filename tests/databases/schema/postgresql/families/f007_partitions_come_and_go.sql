-- revision: f007
-- down_revision: f006
-- message: partitions come and go

-- migrate:up
CREATE TABLE measurement_2022 (id bigint NOT NULL, at date NOT NULL, value numeric(10, 2), probe text COLLATE "C", note text NOT NULL,
    CONSTRAINT is_positive CHECK (id > 0), CONSTRAINT measurement_value_check CHECK (value > 0), CONSTRAINT measurement_note_check CHECK (note <> 'x'));
ALTER TABLE measurement ATTACH PARTITION measurement_2022 FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
ALTER TABLE measurement DETACH PARTITION measurement_2020;
DROP TABLE measurement_old CASCADE;
ALTER INDEX measurement_sensor RENAME TO measurement_probe;
DROP INDEX measurement_lower_idx;

-- migrate:down
CREATE INDEX ON measurement (lower(probe)) WHERE value > 5;
ALTER INDEX measurement_probe RENAME TO measurement_sensor;
CREATE TABLE measurement_old PARTITION OF measurement FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
ALTER TABLE measurement ATTACH PARTITION measurement_2020 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
DROP TABLE measurement_2022;
