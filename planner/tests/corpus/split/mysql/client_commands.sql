source other.sql
\. third.sql
SELECT 1;
SELECT 2\G
SELECT 3;
use shop;
