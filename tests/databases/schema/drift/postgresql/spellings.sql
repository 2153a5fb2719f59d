-- Changes that say the same in other words.

ALTER TABLE account ALTER name TYPE character varying(20);

ALTER TABLE account ALTER age TYPE int4;

ALTER TABLE account ALTER balance SET DEFAULT '0';

ALTER TABLE account ALTER seen SET DEFAULT CURRENT_TIMESTAMP;

ALTER TABLE account ALTER flag SET DEFAULT 't';

ALTER TABLE account ALTER data SET DEFAULT '{}';

ALTER TABLE account ALTER tags SET DEFAULT ARRAY[]::text[];

ALTER TABLE account ALTER feeling SET DEFAULT 'ok'::mood;
