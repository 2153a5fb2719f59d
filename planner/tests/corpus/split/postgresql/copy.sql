CREATE TABLE t (a int, b text);
COPY t (a, b) FROM stdin;
1	one; two
2	it's -- not a comment /* nor this
\N	\\.
\.
SELECT 'after';
-- with a comment
COPY public.t FROM STDIN WITH (FORMAT csv, HEADER); -- data follows
a,b
"\.",x
\.
COPY t FROM stdin;
\.
COPY t TO stdout; COPY t FROM '/tmp/x';
COPY (SELECT a FROM stdin) TO stdout;
SELECT 'last';
