use super::cursor::{Cursor, Outcome, unreadable};
use crate::schema::DataType;
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

/// What can follow a column's type, so that it ends a type of several words in SQLite.
const BEHIND_TYPE: [&str; 12] = [
    "CONSTRAINT",
    "PRIMARY",
    "NOT",
    "NULL",
    "UNIQUE",
    "CHECK",
    "DEFAULT",
    "COLLATE",
    "REFERENCES",
    "GENERATED",
    "AS",
    "ON",
];

impl Cursor<'_> {
    /// A type, as it is written.
    pub(super) fn data_type(&mut self) -> Outcome<DataType> {
        let start = self.position();
        match self.dialect {
            Dialect::Postgresql => self.skip_postgresql_type()?,
            Dialect::Mysql => self.skip_mysql_type()?,
            Dialect::Sqlite => self.skip_sqlite_type(),
        }
        Ok(DataType::new(self.text_since(start)))
    }

    fn skip_postgresql_type(&mut self) -> Outcome<()> {
        self.take("SETOF");
        if self.take("DOUBLE PRECISION") || self.take("NATIONAL CHARACTER|CHAR VARYING") {
            self.skip_arguments();
        } else if self.take("TIME|TIMESTAMP") {
            self.skip_arguments();
            let _has_zone = self.take("WITH|WITHOUT TIME ZONE");
        } else if self.take("INTERVAL") {
            let unit = "YEAR|MONTH|DAY|HOUR|MINUTE|SECOND";
            if self.take(unit) && self.take("TO") {
                self.take(unit);
            }
            self.skip_arguments();
        } else if self.take("CHARACTER|CHAR|NCHAR|BIT VARYING")
            || self.take("NATIONAL CHARACTER|CHAR")
        {
            self.skip_arguments();
        } else {
            self.relation()?;
            if self.is_at_sign("%") {
                // `table.column%TYPE`
                self.skip();
                self.skip();
            }
            self.skip_arguments();
        }
        loop {
            if self.is_at_sign("[") {
                self.skip_balanced();
            } else if !self.take("ARRAY") {
                return Ok(());
            }
        }
    }

    fn skip_mysql_type(&mut self) -> Outcome<()> {
        let is_long = self.take("DOUBLE PRECISION")
            || self.take("CHARACTER|CHAR|NCHAR VARYING")
            || self.take("NATIONAL CHARACTER|CHAR VARYING")
            || self.take("NATIONAL VARCHAR|VARCHARACTER|CHAR|CHARACTER")
            || self.take("LONG VARCHAR|VARBINARY|VARCHARACTER");
        if !is_long {
            if self.kind() != Some(LexemeKind::Word) {
                return unreadable("a type");
            }
            self.skip();
        }
        self.skip_arguments();
        // `BINARY` stands for the binary collation of whatever character set it is.
        while self.take("UNSIGNED|SIGNED|ZEROFILL|BINARY") {}
        Ok(())
    }

    fn skip_sqlite_type(&mut self) {
        while self.is_at_name()
            && !BEHIND_TYPE.iter().any(|word| self.is_at(word))
            && !self.is_at_string()
        {
            self.skip();
        }
        self.skip_arguments();
    }

    /// Goes on behind a length, labels or the like in parentheses, if they stand here.
    fn skip_arguments(&mut self) {
        if self.is_at_sign("(") {
            self.skip_balanced();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sql: &str, dialect: Dialect) -> (String, String) {
        let mut cursor = Cursor::new(sql, dialect);
        let data_type = cursor.data_type().unwrap();
        (data_type.text, cursor.rest().to_owned())
    }

    #[test]
    fn types_end_where_they_end() {
        for (dialect, sql, data_type) in [
            (Dialect::Postgresql, "varchar(20) NOT NULL", "varchar(20)"),
            (
                Dialect::Postgresql,
                "timestamp (3) with time zone DEFAULT now()",
                "timestamp (3) with time zone",
            ),
            (
                Dialect::Postgresql,
                "interval day to second(3) NULL",
                "interval day to second(3)",
            ),
            (Dialect::Postgresql, "app.mood[] [3] x", "app.mood[] [3]"),
            (Dialect::Postgresql, "int ARRAY[4] NOT NULL", "int ARRAY[4]"),
            (
                Dialect::Postgresql,
                "geometry(Point, 4326) NOT NULL",
                "geometry(Point, 4326)",
            ),
            (Dialect::Postgresql, "\"char\" NOT NULL", "\"char\""),
            (
                Dialect::Postgresql,
                "character varying(3)[] x",
                "character varying(3)[]",
            ),
            (
                Dialect::Mysql,
                "int(11) unsigned zerofill NOT NULL",
                "int(11) unsigned zerofill",
            ),
            (
                Dialect::Mysql,
                "enum('a','b)') CHARACTER SET utf8mb4",
                "enum('a','b)')",
            ),
            (
                Dialect::Mysql,
                "double precision NOT NULL",
                "double precision",
            ),
            (
                Dialect::Sqlite,
                "UNSIGNED BIG INT (10, 2) NOT NULL",
                "UNSIGNED BIG INT (10, 2)",
            ),
            (Dialect::Sqlite, "PRIMARY KEY", ""),
            (Dialect::Sqlite, ", next", ""),
        ] {
            let (read, rest) = read(sql, dialect);
            assert_eq!(read, data_type, "{sql}");
            assert_eq!(rest, sql[data_type.len()..].trim_start(), "{sql}");
        }
    }
}
