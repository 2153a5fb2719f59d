CREATE TABLE "semi;colon" ("a""b;" int, "--x" int, "/*" int);
ALTER TABLE naïve_ünïcödé RENAME TO 表;
SELECT "begin"."end" FROM "case;";
SELECT a.begin, _x, x$y FROM t$;
SELECT arr[1:2], '{1;2}'::int[] FROM t;
