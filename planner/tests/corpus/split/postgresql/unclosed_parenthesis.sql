CREATE TABLE t (a int, b numeric(3);
CREATE TABLE u (a int);
