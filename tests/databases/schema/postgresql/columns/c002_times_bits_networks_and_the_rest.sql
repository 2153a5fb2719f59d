-- revision: c002
-- down_revision: c001
-- message: times, bits, networks and the rest

-- migrate:up
CREATE TABLE "Moment" (
    a timestamp,
    b timestamp without time zone DEFAULT now(),
    c timestamp(3) DEFAULT CURRENT_TIMESTAMP,
    d timestamptz NOT NULL DEFAULT now(),
    e timestamp(0) with time zone DEFAULT CURRENT_TIMESTAMP(0),
    f time,
    g time(2) without time zone,
    h timetz DEFAULT CURRENT_TIME,
    i time with time zone,
    j date DEFAULT CURRENT_DATE,
    k interval DEFAULT '1 day',
    l interval day to second,
    m interval(2),
    n interval year DEFAULT '1 year'::interval,
    o timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    p timestamptz DEFAULT LOCALTIMESTAMP,
    q timestamptz DEFAULT clock_timestamp(),
    r timestamptz DEFAULT now() + interval '1 hour',
    s date DEFAULT '2020-01-01',
    t timestamptz DEFAULT '2020-01-01 00:00:00+00'
);
CREATE TABLE rest (
    a boolean DEFAULT true,
    b bool NOT NULL DEFAULT FALSE,
    c uuid DEFAULT gen_random_uuid(),
    d json DEFAULT '{}',
    e jsonb NOT NULL DEFAULT '[]'::jsonb,
    f bit,
    g bit(3) DEFAULT B'101',
    h bit varying(5),
    i varbit,
    j inet DEFAULT '127.0.0.1',
    k cidr,
    l macaddr,
    m point DEFAULT '(0,0)',
    n int4range DEFAULT int4range(1, 10),
    o tsvector,
    p xml,
    q int[] DEFAULT '{}',
    r text[] DEFAULT ARRAY['a', 'b'],
    s integer ARRAY,
    t integer[3][3] DEFAULT ARRAY[]::integer[],
    u varchar(10)[] NOT NULL DEFAULT '{x}',
    v oid,
    w regclass,
    x text DEFAULT upper('a' || 'b'),
    y text DEFAULT NULL,
    z integer DEFAULT (1 + 2) * 3,
    aa text DEFAULT current_user,
    ab integer DEFAULT CASE WHEN true THEN 1 ELSE 2 END,
    ac double precision DEFAULT random() * 10,
    ad text DEFAULT 'a'::text || 'b'::text,
    ae char(2) DEFAULT 'x'::bpchar,
    af numeric DEFAULT '1.50'::numeric,
    ag interval DEFAULT make_interval(days => 3)
);

-- migrate:down
DROP TABLE rest;
DROP TABLE "Moment";
