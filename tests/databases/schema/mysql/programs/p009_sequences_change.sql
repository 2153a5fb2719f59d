-- revision: p009
-- down_revision: p008
-- message: sequences change

-- migrate:up
ALTER SEQUENCE plain_sequence INCREMENT BY 10 MINVALUE 1 START 50;
ALTER SEQUENCE IF EXISTS counted NOCYCLE CACHE 1 MAXVALUE 200 RESTART 30;
RENAME TABLE down TO downwards;

-- migrate:down
RENAME TABLE downwards TO down;
ALTER SEQUENCE counted CYCLE CACHE 5 MAXVALUE 100;
ALTER SEQUENCE plain_sequence INCREMENT BY 1 START 1;
