SELECT 1;
SELECT 2 /* a /* nested */ ;
SELECT 3;
