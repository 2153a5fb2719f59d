-- revision: d41b82fa60e7
-- down_revision: 94c5f07e3ab8
-- branch_labels:
-- depends_on:
-- created: 2026-07-20 08:30:00+00:00
-- message: create discount

-- migrate:up
CREATE TABLE discount (
    code VARCHAR(40) NOT NULL,
    percent_off INTEGER NOT NULL,
    valid_until DATE,
    PRIMARY KEY (code),
    CONSTRAINT discount_is_a_percentage CHECK (percent_off BETWEEN 1 AND 100)
);

ALTER TABLE purchase ADD COLUMN discount_code VARCHAR(40);

-- migrate:down
ALTER TABLE purchase DROP COLUMN discount_code;
DROP TABLE discount;
