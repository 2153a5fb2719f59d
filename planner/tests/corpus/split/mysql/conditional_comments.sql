/*!40101 SET NAMES utf8mb4 */;
/*M!100100 SET x = 1 */;
/*!999999\- enable the sandbox mode; don't worry */
CREATE /*!32302 TEMPORARY */ TABLE t (a int /*! COMMENT 'a; */' */);
SELECT 1 /*! + 1; + 2 */ + 3;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER tr BEFORE INSERT ON t FOR EACH ROW
BEGIN
  SET NEW.a = 1; /* plain; */
  SET NEW.a = 2;
END */;
SELECT /*+ NO_INDEX(t;) */ 1;
SELECT 2 */ 3; SELECT 4;
