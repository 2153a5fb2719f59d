CREATE TABLE t (a int);
DELIMITER $$
CREATE PROCEDURE p()
BEGIN
  SELECT 1; -- $$ in a comment
  SELECT '$$';
END$$
-- speaks of q
CREATE PROCEDURE q() SELECT 1; $$
DELIMITER ;
SELECT 1;
delimiter //
SELECT 2//SELECT 3 / 4//
  DELIMITER ";;"
SELECT 5; ;;
Delimiter 'end' of it
SELECT 6 endSELECT 7 xend
delimiter ;
SELECT delimiter FROM t;
SELECT
delimiter
FROM t; DELIMITER |
SELECT 8 | SELECT 9
DELIMITER ;
SELECT 10;
