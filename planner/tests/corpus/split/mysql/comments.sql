# a hash; comment
-- a comment; too
SELECT 1--1; SELECT 2 --	tab;
;
SELECT 3 # behind; 
+ 4;
/* no /* nesting; */ SELECT 5;
--
SELECT 6; --
#
-- a comment to the server
--a comment to the client alone; DROP TABLE t;
SELECT 7
--1;
  --another;
