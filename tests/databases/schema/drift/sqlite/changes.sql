-- Each change, with the differences that it makes; none is "nothing".

-- only_right table extra
CREATE TABLE extra (a INT);

-- only_left table unused_table
DROP TABLE unused_table;

-- only_right column account.extra
ALTER TABLE account ADD COLUMN extra INT;

-- only_left column account.other
ALTER TABLE account DROP COLUMN other;

-- only_left column parent.a
-- only_right column parent.z
ALTER TABLE parent RENAME COLUMN a TO z;

-- differs table becomes_view kind
DROP TABLE becomes_view;
CREATE VIEW becomes_view AS SELECT 1 AS a;

-- only_right index account.extra_index
CREATE INDEX extra_index ON account (age, name);

-- differs index account.by_age definition
DROP INDEX by_age;
CREATE INDEX by_age ON account (age DESC);

-- differs index account.by_age definition
DROP INDEX by_age;
CREATE INDEX by_age ON account (age DESC, name COLLATE BINARY);

-- differs index account.by_name definition
DROP INDEX by_name;
CREATE UNIQUE INDEX by_name ON account (lower(name), age DESC) WHERE age > 21;

-- differs index account.by_name definition
DROP INDEX by_name;
CREATE UNIQUE INDEX by_name ON account (upper(name), age DESC) WHERE age > 21;

-- differs index account.by_name definition
DROP INDEX by_name;
CREATE INDEX by_name ON account (upper(name), age DESC) WHERE age > 21;

-- no longer differs index account.by_age definition
-- only_left index account.by_age
DROP INDEX by_age;

-- only_right view extra_view
CREATE VIEW extra_view AS SELECT 1 AS one;

-- only_left view unused_view
DROP VIEW unused_view;

-- differs view adults definition
DROP VIEW adults;
CREATE VIEW adults AS SELECT id, name FROM account WHERE age >= 21;

-- differs view named columns
DROP VIEW named;
CREATE VIEW named (b) AS SELECT id FROM account;

-- only_left trigger item.unused_trigger
DROP TRIGGER unused_trigger;

-- only_right trigger item.extra_trigger
CREATE TRIGGER extra_trigger AFTER INSERT ON item BEGIN SELECT 1; END;

-- differs trigger account.watch definition
DROP TRIGGER watch;
CREATE TRIGGER watch AFTER UPDATE OF name ON account WHEN NEW.name <> 'x' BEGIN DELETE FROM item WHERE id = NEW.id; END;

-- differs trigger account.watch definition
DROP TRIGGER watch;
CREATE TRIGGER watch BEFORE UPDATE OF name ON account WHEN NEW.name <> 'x' BEGIN DELETE FROM item WHERE id = NEW.id; END;

-- differs trigger account.watch definition
DROP TRIGGER watch;
CREATE TRIGGER watch BEFORE UPDATE ON account WHEN NEW.name <> 'x' BEGIN DELETE FROM item WHERE id = NEW.id; END;

-- differs trigger account.watch definition
DROP TRIGGER watch;
CREATE TRIGGER watch BEFORE UPDATE ON account WHEN NEW.name <> 'x' BEGIN DELETE FROM item WHERE id = OLD.id; END;

-- only_left constraint keyed.PRIMARY KEY (a, b)
-- only_right constraint keyed.PRIMARY KEY (a, c)
DROP TABLE keyed;
CREATE TABLE keyed (a TEXT, b INT, c INT, PRIMARY KEY (a, c));

-- differs table strict_one options
DROP TABLE strict_one;
CREATE TABLE strict_one (a INT, b TEXT);

-- differs column without.a nullability
-- differs table without options
DROP TABLE without;
CREATE TABLE without (a TEXT PRIMARY KEY);

-- differs virtual table search definition
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (title, body, tokenize = 'porter');

-- only_left table item
-- no longer only_right trigger item.extra_trigger
-- only_right table thing
-- only_right trigger thing.extra_trigger
-- differs trigger account.watch definition
-- differs constraint account.bought definition
ALTER TABLE item RENAME TO thing;

-- no longer differs index account.by_name definition
-- no longer differs trigger account.watch definition
-- no longer differs view adults definition
-- no longer differs view named columns
-- no longer only_right index account.extra_index
-- only_left constraint account.CHECK (length(name) < 20)
-- only_left index account.by_name
-- only_left trigger account.watch
-- only_left view adults
-- only_left view named
-- differs column account.id auto-increment
-- differs column account.name nullability
-- differs column account.name default
-- differs column account.name collation
-- differs column account.age type
-- differs column account.seen default
-- differs column account.doubled generation
-- differs constraint account.grown definition
-- differs constraint account.one_name definition
-- differs constraint account.bought definition
DROP VIEW named;
DROP VIEW adults;
DROP TABLE account;
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    name TEXT DEFAULT 'somebody',
    age BIGINT CONSTRAINT grown CHECK (age >= 21),
    seen TIMESTAMP,
    doubled INT GENERATED ALWAYS AS (age * 3) STORED,
    item INT,
    extra INT,
    CONSTRAINT one_name UNIQUE (name, age),
    CONSTRAINT bought FOREIGN KEY (item) REFERENCES item (id) ON DELETE SET NULL
);
