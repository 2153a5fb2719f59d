-- revision: k011
-- down_revision: k010
-- message: long names are cut

-- migrate:up
CREATE TABLE a_table_with_a_name_that_is_as_long_as_a_name_may_be_in_a_da (
    a_column_with_a_name_that_is_nearly_as_long_as_it_may_be integer PRIMARY KEY,
    another_column_with_a_name_that_is_nearly_as_long_as_it integer UNIQUE REFERENCES a_table_with_a_name_that_is_as_long_as_a_name_may_be_in_a_da,
    "ein äußerst langer Spaltenname mit Umlauten, äöü äöü äöü äöü" integer UNIQUE CHECK ("ein äußerst langer Spaltenname mit Umlauten, äöü äöü äöü äöü" > 0),
    this_name_is_longer_than_sixty_three_bytes_and_is_cut_off_somewhere_at_the_end integer
);
CREATE INDEX ON a_table_with_a_name_that_is_as_long_as_a_name_may_be_in_a_da (another_column_with_a_name_that_is_nearly_as_long_as_it, a_column_with_a_name_that_is_nearly_as_long_as_it_may_be);

-- migrate:down
DROP TABLE a_table_with_a_name_that_is_as_long_as_a_name_may_be_in_a_da;
