SELECT 1;
/* a /* nested */ ;
SELECT 3;
