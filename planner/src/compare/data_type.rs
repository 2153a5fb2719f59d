use crate::schema::{DataType, kept};
use crate::sql::Dialect;
use crate::sql::lexer::{LexemeKind, Lexer};

/// Whether two types are the same type, however they are spelled.
pub fn same_type(one: &DataType, other: &DataType, dialect: Dialect) -> bool {
    one.text == other.text
        || canonical_type(&one.text, dialect) == canonical_type(&other.text, dialect)
}

/// One spelling for each type: lower case, without aliases and defaults.
///
/// The aliases are those of
/// <https://www.postgresql.org/docs/current/datatype.html>,
/// <https://dev.mysql.com/doc/refman/8.4/en/other-vendor-data-types.html> and
/// <https://mariadb.com/docs/server/reference/data-types>. SQLite takes any words for a type, and
/// only their case is passed over.
pub(crate) fn canonical_type(text: &str, dialect: Dialect) -> String {
    let spelled = Spelled::read(text, dialect);
    match dialect {
        Dialect::Postgresql => postgresql(spelled),
        Dialect::Mysql => mysql(spelled),
        Dialect::Sqlite => {
            let Spelled {
                words, arguments, ..
            } = spelled;
            with_arguments(&words.join(" "), &arguments)
        }
    }
}

/// The same of an argument's type, of whose length and the like PostgreSQL takes no notice.
pub(crate) fn canonical_argument_type(text: &str, dialect: Dialect) -> String {
    if dialect != Dialect::Postgresql {
        return canonical_type(text, dialect);
    }
    let mut spelled = Spelled::read(text, dialect);
    spelled.arguments.clear();
    postgresql(spelled)
}

/// A type's text, taken apart.
struct Spelled {
    /// Its words in lower case, but for a namespace and those behind the arguments.
    words: Vec<String>,
    /// What stands in its parentheses, in parts; strings as they are.
    arguments: Vec<String>,
    /// The words behind the arguments.
    tail: Vec<String>,
    is_array: bool,
}

impl Spelled {
    fn read(text: &str, dialect: Dialect) -> Self {
        let mut spelled = Self {
            words: Vec::new(),
            arguments: Vec::new(),
            tail: Vec::new(),
            is_array: false,
        };
        let mut depth = 0_usize;
        let mut argument = String::new();
        let mut in_brackets = false;
        for lexeme in Lexer::new(text, 0..text.len(), dialect) {
            let piece = &text[lexeme.span.clone()];
            match lexeme.kind {
                kind if kind.is_trivia() => {}
                LexemeKind::OpenParenthesis => {
                    depth += 1;
                    if depth > 1 {
                        argument.push('(');
                    }
                }
                LexemeKind::CloseParenthesis => {
                    depth = depth.saturating_sub(1);
                    if depth > 0 {
                        argument.push(')');
                    } else {
                        spelled.arguments.push(std::mem::take(&mut argument));
                    }
                }
                LexemeKind::Comma if depth == 1 => {
                    spelled.arguments.push(std::mem::take(&mut argument));
                }
                _ if depth > 0 => {
                    let is_string = matches!(lexeme.kind, LexemeKind::String(_));
                    argument.push_str(&if is_string {
                        piece.to_owned()
                    } else {
                        piece.to_ascii_lowercase()
                    });
                }
                LexemeKind::Bracket => {
                    spelled.is_array = true;
                    in_brackets = piece == "[";
                }
                _ if in_brackets => {}
                LexemeKind::Period => {
                    spelled.qualify();
                }
                LexemeKind::QuotedIdentifier(_) => {
                    let name = crate::operation::unquoted(piece, lexeme.kind);
                    let name = match dialect {
                        Dialect::Postgresql => kept(&name).to_owned(),
                        Dialect::Mysql | Dialect::Sqlite => name,
                    };
                    // `"char"` is another type than `char`.
                    let is_plain = name.chars().all(|it| it.is_ascii_lowercase() || it == '_')
                        && name != "char";
                    spelled.push(if is_plain {
                        name
                    } else {
                        format!("\"{name}\"")
                    });
                }
                _ if dialect == Dialect::Postgresql => {
                    spelled.push(kept(piece).to_ascii_lowercase());
                }
                _ => spelled.push(piece.to_ascii_lowercase()),
            }
        }
        if spelled.words.last().is_some_and(|word| word == "array") {
            spelled.words.pop();
            spelled.is_array = true;
        }
        spelled
    }

    fn push(&mut self, word: String) {
        if word == "array" {
            self.is_array = true;
        } else if self.arguments.is_empty() {
            self.words.push(word);
        } else {
            self.tail.push(word);
        }
    }

    /// Joins a namespace to what comes behind its period, unless it is the default one.
    fn qualify(&mut self) {
        if let Some(namespace) = self.words.pop()
            && !matches!(namespace.as_str(), "pg_catalog" | "public" | "\"public\"")
        {
            self.words.push(format!("{namespace}."));
        }
    }

    /// The words, with a namespace joined to its name.
    fn joined(&self) -> String {
        self.words.join(" ").replace(". ", ".")
    }
}

fn with_arguments(name: &str, arguments: &[String]) -> String {
    if arguments.is_empty() {
        name.to_owned()
    } else {
        format!("{name}({})", arguments.join(","))
    }
}

fn postgresql(spelled: Spelled) -> String {
    let name = spelled.joined();
    let Spelled {
        mut arguments,
        tail,
        is_array,
        ..
    } = spelled;
    let mut zone = tail.join(" ");
    let name = match name.as_str() {
        "int" | "int4" | "serial" | "serial4" => "integer",
        "int8" | "bigserial" | "serial8" => "bigint",
        "int2" | "smallserial" | "serial2" => "smallint",
        "float4" => "real",
        "float8" => "double precision",
        "float" => {
            let precision = arguments.pop().and_then(|it| it.parse::<u32>().ok());
            match precision {
                Some(1..=24) => "real",
                _ => "double precision",
            }
        }
        "decimal" | "dec" => "numeric",
        "bool" => "boolean",
        "varchar"
        | "char varying"
        | "national character varying"
        | "national char varying"
        | "nchar varying" => "character varying",
        "char" | "bpchar" | "nchar" | "national character" | "national char" => "character",
        "varbit" => "bit varying",
        "timestamptz" | "timestamp with time zone" => {
            "with time zone".clone_into(&mut zone);
            "timestamp"
        }
        "timetz" | "time with time zone" => {
            "with time zone".clone_into(&mut zone);
            "time"
        }
        "timestamp without time zone" => "timestamp",
        "time without time zone" => "time",
        other => other,
    };
    match name {
        "character" | "bit" if arguments.is_empty() => arguments.push("1".to_owned()),
        "numeric" if arguments.len() == 1 => arguments.push("0".to_owned()),
        _ => {}
    }
    let mut canonical = with_arguments(name, &arguments);
    if !zone.is_empty() && zone != "without time zone" {
        canonical.push(' ');
        canonical.push_str(&zone);
    }
    if is_array {
        canonical.push_str("[]");
    }
    canonical
}

fn mysql(spelled: Spelled) -> String {
    let mut name = spelled.joined();
    let Spelled {
        mut arguments,
        mut tail,
        ..
    } = spelled;
    // Without arguments, what stands behind them is among the words.
    for word in ["binary", "zerofill", "signed", "unsigned"] {
        let rest = name.strip_suffix(word);
        if let Some(rest) = rest.and_then(|rest| rest.strip_suffix(' ')) {
            name = rest.to_owned();
            tail.push(word.to_owned());
        }
    }
    // What a collation says, that of the column does.
    tail.retain(|it| it != "binary");
    let is_unsigned = tail.iter().any(|it| it == "unsigned" || it == "zerofill");
    let canonical = match name.as_str() {
        "integer" | "int4" => "int",
        "int1" | "bool" | "boolean" => "tinyint",
        "int2" => "smallint",
        "int3" | "middleint" => "mediumint",
        "int8" => "bigint",
        "dec" | "numeric" | "fixed" => "decimal",
        "double precision" | "real" | "float8" => "double",
        "float4" => "float",
        "character varying"
        | "char varying"
        | "nvarchar"
        | "national varchar"
        | "national character varying"
        | "national char varying"
        | "nchar varchar"
        | "varcharacter" => "varchar",
        "character" | "nchar" | "national char" | "national character" => "char",
        "long varbinary" => "mediumblob",
        "long" | "long varchar" | "long char varying" => "mediumtext",
        // MariaDB's name for it.
        "json" => "longtext",
        "geomcollection" => "geometrycollection",
        other => other,
    }
    .to_owned();
    match canonical.as_str() {
        "int" | "tinyint" | "smallint" | "mediumint" | "bigint" | "year" => arguments.clear(),
        "decimal" if arguments.is_empty() => {
            arguments = vec!["10".to_owned(), "0".to_owned()];
        }
        "decimal" if arguments.len() == 1 => arguments.push("0".to_owned()),
        "char" | "binary" | "bit" if arguments.is_empty() => arguments.push("1".to_owned()),
        "datetime" | "timestamp" | "time" if arguments == ["0"] => arguments.clear(),
        "float" if arguments.len() == 1 => {
            let precision = arguments.pop().and_then(|it| it.parse::<u32>().ok());
            if precision.is_some_and(|precision| precision > 24) {
                return sign("double".to_owned(), is_unsigned);
            }
        }
        _ => {}
    }
    sign(with_arguments(&canonical, &arguments), is_unsigned)
}

fn sign(name: String, is_unsigned: bool) -> String {
    if is_unsigned {
        format!("{name} unsigned")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expect_same(dialect: Dialect, spellings: &[&[&str]]) {
        for (index, group) in spellings.iter().enumerate() {
            let first = canonical_type(group[0], dialect);
            for spelling in *group {
                assert_eq!(canonical_type(spelling, dialect), first, "{spelling}");
            }
            for other in &spellings[index + 1..] {
                assert_ne!(canonical_type(other[0], dialect), first, "{}", other[0]);
            }
        }
    }

    #[test]
    fn postgresql_has_aliases() {
        expect_same(
            Dialect::Postgresql,
            &[
                &["integer", "INT", "int4", "serial", "pg_catalog.int4"],
                &["bigint", "int8", "BIGSERIAL"],
                &["character varying(20)", "varchar(20)", "VARCHAR (20)"],
                &["character varying", "varchar"],
                &["character(1)", "char", "CHARACTER"],
                &["\"char\""],
                &["numeric(10,2)", "decimal(10, 2)"],
                &["numeric(10,0)", "numeric(10)"],
                &["numeric"],
                &["timestamp with time zone", "timestamptz"],
                &["timestamp(3) with time zone", "timestamptz(3)"],
                &["timestamp without time zone", "timestamp"],
                &["integer[]", "int[]", "int4[3]", "int ARRAY", "integer[][]"],
                &["mood", "public.mood", "\"mood\""],
                &["app.mood"],
                &["\"Mood\""],
                &["real", "float4", "float(24)"],
                &["double precision", "float8", "float"],
                &["bit varying(3)", "varbit(3)"],
                &["geometry(point,4326)", "geometry(Point, 4326)"],
                &["interval day to second"],
            ],
        );
    }

    #[test]
    fn mysql_has_aliases() {
        expect_same(
            Dialect::Mysql,
            &[
                &["int", "INT(11)", "integer", "int4"],
                &[
                    "int unsigned",
                    "int(10) unsigned",
                    "INTEGER UNSIGNED ZEROFILL",
                ],
                &["tinyint", "tinyint(1)", "bool", "BOOLEAN"],
                &["decimal(10,0)", "decimal", "numeric(10)"],
                &["varchar(20)", "character varying(20)"],
                &["char(1)", "char"],
                &["double", "double precision", "real"],
                &["enum('a','b')", "ENUM ('a', 'b')"],
                &["enum('A','b')"],
                &["json", "longtext"],
                &["varchar(5)", "VARCHAR(5) BINARY"],
                &["text", "TEXT BINARY"],
                &["datetime", "datetime(0)"],
                &["datetime(6)"],
            ],
        );
    }

    #[test]
    fn sqlite_takes_words_as_they_are() {
        expect_same(
            Dialect::Sqlite,
            &[
                &["INTEGER", "integer"],
                &["INT"],
                &["unsigned big int", "UNSIGNED  BIG INT"],
                &["VARCHAR(20)", "varchar (20)"],
                &[""],
            ],
        );
    }
}
