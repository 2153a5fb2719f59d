SELECT '{"a":1}'::jsonb ? 'a', j -> 'k', j #>> '{a;b}', @ -5, 2 ^ 3, a <-> b;
SELECT :var, f(a => 1, b := 2), 1.5e-3, .5, 1e+3, 0x1F, 1_000;
SELECT x`y; SELECT `z`;
