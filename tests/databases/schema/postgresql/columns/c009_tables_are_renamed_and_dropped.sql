-- revision: c009
-- down_revision: c008
-- message: tables are renamed and dropped

-- migrate:up
ALTER TABLE "Moment" RENAME TO moment;
ALTER TABLE number RENAME TO "number of things";
ALTER TABLE IF EXISTS absent RENAME TO something;
DROP TABLE IF EXISTS absent, rest CASCADE;

-- migrate:down
CREATE TABLE rest (
    a boolean DEFAULT true, b bool NOT NULL DEFAULT FALSE, c uuid DEFAULT gen_random_uuid(), d json DEFAULT '{}',
    e jsonb NOT NULL DEFAULT '[]'::jsonb, f bit, g bit(3) DEFAULT B'101', h bit varying(5), i varbit,
    j inet DEFAULT '127.0.0.1', k cidr, l macaddr, m point DEFAULT '(0,0)', n int4range DEFAULT int4range(1, 10),
    o tsvector, p xml, q int[] DEFAULT '{}', r text[] DEFAULT ARRAY['a', 'b'], s integer ARRAY,
    t integer[3][3] DEFAULT ARRAY[]::integer[], u varchar(10)[] NOT NULL DEFAULT '{x}', v oid, w regclass,
    x text DEFAULT lower('Q'), y text DEFAULT NULL, z integer DEFAULT (1 + 2) * 3
);
ALTER TABLE "number of things" RENAME TO number;
ALTER TABLE moment RENAME TO "Moment";
