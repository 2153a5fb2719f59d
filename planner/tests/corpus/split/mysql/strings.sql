SELECT 'it\'s; one', "say \"; hi\"", 'dou''bled;', "dou""bled;", '\\';
SELECT `back``tick;`, `slash\`, `a;b`;
SELECT x'4D;', b'01;', N'n;', _utf8mb4'text;' COLLATE utf8mb4_bin, 0x4D, 1a;
SELECT @v, @@session.sql_mode, @`quo;ted`, @'str;ing', \N;
SELECT 'a
;b', $$, a$b FROM `表`, naïve;
