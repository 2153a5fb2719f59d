-- first; not a statement
/* a block; /* nested; */ still inside; */
CREATE TABLE a (x int); -- speaks of a; not of b

-- speaks of b
/* as does this */ CREATE TABLE b (
  x int, -- ends with a comment;
  y int /* and; this */
) -- the last word
;
CREATE TABLE c (x int) /* inside */; /* behind */ /* behind too */
SELECT 2-- no white space needed
+1; /* before */ SELECT 3*/* times */4;
SELECT 1 @-/* no operator holds a comment */ 2;
;;
/* alone */;
-- alone at the end;
/* and this; */
