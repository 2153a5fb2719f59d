-- revision: t003
-- down_revision: t002
-- message: tables are renamed

-- migrate:up
ALTER TABLE plain RENAME TO plainer;
ALTER TABLE many RENAME AS manifold;
RENAME TABLE like_plain TO lookalike, like_many TO `Like Many`;
RENAME TABLE memory_one TO swap, lookalike TO memory_one, swap TO lookalike;
CREATE TABLE refers (id INT, FOREIGN KEY (id) REFERENCES plainer (id));
RENAME TABLE plainer TO plain;
ALTER TABLE plain RENAME COLUMN id TO number;

-- migrate:down
ALTER TABLE plain RENAME COLUMN number TO id;
DROP TABLE refers;
RENAME TABLE lookalike TO swap, memory_one TO lookalike, swap TO memory_one;
RENAME TABLE lookalike TO like_plain, `Like Many` TO like_many;
ALTER TABLE manifold RENAME many;
