-- Bodies hold semicolons, quotes and other tags.
CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  -- it's not a string; it's a comment
  RETURN 1;
END;
$$;
CREATE FUNCTION two() RETURNS text LANGUAGE plpgsql AS $body$
BEGIN
  EXECUTE $q$ SELECT '$$;' $q$;
  RETURN $body $ || $BODY$;$BODY$;
END;
$body$;
DO $été_1$ BEGIN PERFORM 1; END $été_1$;
SELECT $$$$, $a$$$;$a$, $a$$b$;$a$;
SELECT a$b$c FROM t$1$; SELECT 'not in a quote';
PREPARE p AS SELECT $1, $2$$;$$; EXECUTE p(1);
