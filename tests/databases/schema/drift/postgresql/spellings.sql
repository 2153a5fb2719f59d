-- Changes that say the same in other words.

ALTER TABLE account ALTER other TYPE int4;

ALTER TABLE account ALTER balance TYPE decimal(10, 2);

ALTER TABLE account ALTER tags TYPE text ARRAY;

ALTER TABLE account ALTER balance SET DEFAULT '0';

ALTER TABLE account ALTER seen SET DEFAULT CURRENT_TIMESTAMP;

ALTER TABLE account ALTER born SET DEFAULT current_date;

ALTER TABLE account ALTER name SET DEFAULT 'nobody'::varchar;

ALTER TABLE account ALTER flag SET DEFAULT 't';

ALTER TABLE account ALTER data SET DEFAULT '{}';

ALTER TABLE account ALTER feeling SET DEFAULT 'ok'::mood;

ALTER TABLE account DROP CONSTRAINT short;
ALTER TABLE account ADD CONSTRAINT short CHECK ((pg_catalog.length((name)) < (20)));

ALTER TABLE account DROP CONSTRAINT few;
ALTER TABLE account ADD CONSTRAINT few CHECK (feeling = ANY (ARRAY['sad', 'ok']::mood[]) OR (age >= 1 AND age <= 100));

ALTER TABLE payment DROP CONSTRAINT paid_by;
ALTER TABLE payment ADD CONSTRAINT paid_by FOREIGN KEY (account) REFERENCES public.account ON UPDATE NO ACTION ON DELETE CASCADE;

DROP INDEX by_name;
CREATE INDEX by_name ON public.account USING btree (LOWER(name::text) ASC, age DESC NULLS LAST) INCLUDE (born) WHERE (age > 20);

CREATE OR REPLACE VIEW adults AS SELECT account.id, account.name FROM public.account WHERE (account.age >= 18) AND account.name != 'x';

ALTER SEQUENCE stepping START 4 MINVALUE 2;

ALTER DOMAIN amount DROP CONSTRAINT not_negative;
ALTER DOMAIN amount ADD CONSTRAINT not_negative CHECK (VALUE >= 0.0::numeric OR VALUE >= 0.0);
ALTER DOMAIN amount DROP CONSTRAINT not_negative;
ALTER DOMAIN amount ADD CONSTRAINT not_negative CHECK (VALUE >= (0)::numeric);

CREATE OR REPLACE FUNCTION twice(IN number int4, OUT result int) IMMUTABLE LANGUAGE 'sql' CALLED ON NULL INPUT AS $body$SELECT number * 2$body$;

CREATE OR REPLACE TRIGGER after_all AFTER INSERT ON public.account FOR STATEMENT EXECUTE PROCEDURE public.on_change();

ALTER POLICY own ON guarded USING ((owner) = (CURRENT_USER)::text);
