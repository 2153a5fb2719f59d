-- revision: a1
-- message: something of every kind

-- migrate:up
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL DEFAULT 'nobody' COLLATE NOCASE,
    age INT CONSTRAINT grown CHECK (age >= 18),
    seen TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    doubled INT GENERATED ALWAYS AS (age * 2) STORED,
    item INT,
    other INT,
    CONSTRAINT one_name UNIQUE (name),
    CHECK (length(name) < 20),
    CONSTRAINT bought FOREIGN KEY (item) REFERENCES item (id) ON DELETE CASCADE
);
CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE keyed (a TEXT, b INT, c INT, PRIMARY KEY (a, b));
CREATE TABLE strict_one (a INT, b TEXT) STRICT;
CREATE TABLE without (a TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE parent (a INT, b INT);
CREATE TABLE unused_table (a INT);
CREATE TABLE becomes_view (a INT);
CREATE VIRTUAL TABLE search USING fts5 (title, body);
CREATE INDEX by_age ON account (age);
CREATE UNIQUE INDEX by_name ON account (lower(name), age DESC) WHERE age > 20;
CREATE VIEW adults AS SELECT id, name FROM account WHERE age >= 18;
CREATE VIEW named (a) AS SELECT id FROM account;
CREATE VIEW unused_view AS SELECT 1 AS one;
CREATE TRIGGER watch AFTER UPDATE OF name ON account WHEN NEW.name <> '' BEGIN DELETE FROM item WHERE id = NEW.id; END;
CREATE TRIGGER unused_trigger AFTER DELETE ON item BEGIN SELECT 1; END;

-- migrate:down
SELECT 1;
