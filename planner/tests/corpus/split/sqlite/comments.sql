-- one; 
/* two; /* no nesting */ SELECT 1; -- behind
SELECT 2 -- last;
;
SELECT 3--no white space needed
+ 4;
/**/ SELECT 5; /***/ SELECT 6; /*/ SELECT 7; */
SELECT # 8;
