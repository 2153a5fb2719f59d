-- revision: t005
-- down_revision: t004
-- message: versioned and odd tables

-- migrate:up
CREATE TABLE versioned (id INT) WITH SYSTEM VERSIONING;
CREATE TABLE copied AS SELECT 1 AS a;
CREATE TABLE copied_too (id INT PRIMARY KEY) SELECT 2 AS id;

-- migrate:down
DROP TABLE copied_too, copied, versioned;
