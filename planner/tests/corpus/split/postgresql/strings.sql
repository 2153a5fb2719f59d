SELECT 'it''s; one', 'back\';
SELECT E'it\'s; one', e'\\', 'plain \';
SELECT fooE'a\'; SELECT 2;
SELECT B'01;', X'1F;', N'n;', U&'d\0061t;', U&"d\0061t;";
SELECT U&'a' UESCAPE '!', u &'x;';
SELECT 'one'
  'two;' ;
SELECT '', '''', ''';''', E'\'';
SELECT 'a line
; another';
