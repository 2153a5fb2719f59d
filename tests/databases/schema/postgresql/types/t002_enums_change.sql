-- revision: t002
-- down_revision: t001
-- message: enums change

-- migrate:up
ALTER TYPE mood ADD VALUE 'great';
ALTER TYPE mood ADD VALUE 'so so' BEFORE 'ok';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'so so';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'fine' AFTER 'ok';
ALTER TYPE nothing ADD VALUE 'something';
ALTER TYPE "Odd Type" RENAME VALUE 'it''s' TO 'it is';

-- migrate:down
ALTER TYPE "Odd Type" RENAME VALUE 'it is' TO 'it''s';
