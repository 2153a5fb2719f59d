SELECT 1 -- comment
/* more */