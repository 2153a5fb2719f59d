SELECT 1;
SELECT 'it ends here;
SELECT 2;
