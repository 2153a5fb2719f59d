CREATE TABLE [semi;colon] ("a;""b", `c;``d`, [e"f;], 'g;''h');
SELECT [a[b;], "x]", x'AB;';
SELECT ?1, :name, @at, $dollar, ?;
SELECT naïve, 表, _a$b FROM t;
SELECT 'back\'; SELECT "back\";
