-- revision: t001
-- down_revision:
-- message: types of every kind

-- migrate:up
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE nothing AS ENUM ();
CREATE TYPE "Odd Type" AS ENUM ('it''s', 'B b');
CREATE TYPE address AS (street text, number integer, town varchar(20) COLLATE "C");
CREATE TYPE empty AS ();
CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN email text COLLATE "C" DEFAULT 'a@b' NOT NULL CONSTRAINT has_at CHECK (VALUE LIKE '%@%') CHECK (length(VALUE) < 100);
CREATE DOMAIN plain varchar(10) NULL;
CREATE DOMAIN many AS mood[];
CREATE TABLE person (
    id positive PRIMARY KEY,
    mood mood NOT NULL DEFAULT 'ok',
    moods mood[] DEFAULT '{sad,ok}',
    home address,
    homes address[] DEFAULT '{}',
    mail email,
    span float_range,
    odd "Odd Type" DEFAULT 'B b',
    seldom public.mood DEFAULT 'sad'::mood,
    checked mood CHECK (checked IN ('sad', 'ok')),
    also_checked mood CHECK (also_checked <> 'happy'::mood)
);
COMMENT ON TYPE mood IS 'how one feels';
COMMENT ON DOMAIN positive IS 'more than nothing';
COMMENT ON CONSTRAINT has_at ON DOMAIN email IS 'it has one';

-- migrate:down
DROP TABLE person;
DROP DOMAIN many, plain, email;
DROP DOMAIN IF EXISTS positive, nothing_such;
DROP TYPE float_range;
DROP TYPE IF EXISTS empty, address RESTRICT;
DROP TYPE "Odd Type", nothing CASCADE;
DROP TYPE mood;
