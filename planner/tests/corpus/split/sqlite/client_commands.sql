.mode box
SELECT 1;
.read other.sql
SELECT 2
.headers on
;
SELECT 3;
