use super::words::Words;
use crate::sql::Dialect;

/// Whether a name without a schema may mean another table behind `sql`, one statement, than it did
/// before: it changes the search path, or who it is resolved for, or the default database.
///
/// It may find too many, such as a function that sets the search path for itself. Linear in the
/// statement's length.
pub(crate) fn moves_lookup(sql: &str, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Postgresql => {
            contains(sql, "search_path")
                || Words::of(sql, dialect).start_with_any(&[
                    "SET SCHEMA|ROLE",
                    "SET SESSION AUTHORIZATION",
                    "SET LOCAL|SESSION SCHEMA|ROLE",
                    "SET LOCAL|SESSION SESSION AUTHORIZATION",
                    "RESET ALL|ROLE|SESSION",
                    "DISCARD ALL",
                ])
        }
        Dialect::Mysql => Words::of(sql, dialect).start_with("USE"),
        Dialect::Sqlite => false,
    }
}

/// Whether `text` contains `word`, which is in lower case, however it is written.
fn contains(text: &str, word: &str) -> bool {
    text.as_bytes()
        .windows(word.len())
        .any(|found| found.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_the_lookup() {
        for sql in [
            "SET search_path TO app, public",
            "set local SEARCH_PATH = ''",
            "SELECT pg_catalog.set_config('search_path', '', false)",
            "SET SCHEMA 'app'",
            "SET LOCAL ROLE owner",
            "SET SESSION AUTHORIZATION owner",
            "RESET ALL",
            "DISCARD ALL",
        ] {
            assert!(moves_lookup(sql, Dialect::Postgresql), "{sql}");
            assert!(!moves_lookup(sql, Dialect::Sqlite), "{sql}");
        }
        assert!(moves_lookup("-- to another\nUSE other", Dialect::Mysql));
        for sql in ["SET TIME ZONE 'UTC'", "CREATE TABLE a (role text)", ""] {
            assert!(!moves_lookup(sql, Dialect::Postgresql), "{sql}");
            assert!(!moves_lookup(sql, Dialect::Mysql), "{sql}");
        }
    }
}
