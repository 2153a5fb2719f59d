use crate::plan::Statement;
use crate::sql::{Dialect, TokenKind, highlight};

/// Delimiters for a statement that has semicolons of its own, in the order of preference.
const DELIMITERS: [&str; 4] = [";;", "$$", "//", "|||"];

/// Writes `statement` as its dialect's own client reads it, with its terminator, on lines of its
/// own.
pub(super) fn write(out: &mut String, statement: &Statement, dialect: Dialect) {
    let delimiter = match dialect {
        Dialect::Mysql => delimiter(statement),
        Dialect::Postgresql | Dialect::Sqlite => None,
    };
    if let Some(delimiter) = &delimiter {
        out.push_str("DELIMITER ");
        out.push_str(delimiter);
        out.push('\n');
    }
    // A terminator can always follow a statement's text, a line comment at its end included.
    out.push_str(&statement.sql);
    out.push_str(delimiter.as_deref().unwrap_or(";"));
    out.push('\n');
    if let Some(data) = &statement.copy_data {
        out.push_str(data);
        if !data.is_empty() && !data.ends_with('\n') {
            out.push('\n');
        }
        out.push_str("\\.\n");
    }
    if delimiter.is_some() {
        out.push_str("DELIMITER ;\n");
    }
}

/// The delimiter that the `mysql` client needs for a statement with semicolons inside, such as
/// the body of a procedure.
fn delimiter(statement: &Statement) -> Option<String> {
    if !has_inner_semicolon(&statement.sql) {
        return None;
    }
    let listed = DELIMITERS
        .iter()
        .find(|delimiter| ends_only_behind(&statement.sql, delimiter));
    if let Some(delimiter) = listed {
        return Some((*delimiter).to_owned());
    }
    let mut delimiter = "$$$".to_owned();
    while statement.sql.contains(&delimiter) {
        delimiter.push('$');
    }
    // A statement that ends with `$` runs into a delimiter of them, which another start prevents.
    if statement.sql.ends_with('$') {
        delimiter.insert(0, '|');
    }
    Some(delimiter)
}

/// Whether `delimiter` behind `sql` is found there and nowhere before.
fn ends_only_behind(sql: &str, delimiter: &str) -> bool {
    !sql.contains(delimiter)
        && delimiter
            .chars()
            .next()
            .is_some_and(|first| !sql.ends_with(first))
}

/// Whether a semicolon stands in `sql` outside its strings and comments.
fn has_inner_semicolon(sql: &str) -> bool {
    sql.contains(';')
        && highlight(sql, 0..sql.len(), Dialect::Mysql)
            .iter()
            .any(|token| token.kind == TokenKind::Punctuation && &sql[token.span.clone()] == ";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::Terminator;

    fn written(sql: &str, dialect: Dialect) -> String {
        let statement = Statement {
            sql: sql.to_owned(),
            code_start: 0,
            terminator: Terminator::Semicolon,
            copy_data: None,
            line: 1,
            column: 1,
        };
        let mut out = String::new();
        write(&mut out, &statement, dialect);
        out
    }

    #[test]
    fn a_body_gets_a_delimiter_that_it_does_not_hold() {
        assert_eq!(
            written(
                "CREATE PROCEDURE p() BEGIN SELECT ';;'; END",
                Dialect::Mysql
            ),
            "DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT ';;'; END$$\nDELIMITER ;\n"
        );
        assert_eq!(
            written(
                "CREATE PROCEDURE p() BEGIN SELECT ';;$$//|||$$$'; END",
                Dialect::Mysql
            ),
            "DELIMITER $$$$\nCREATE PROCEDURE p() BEGIN SELECT ';;$$//|||$$$'; END$$$$\nDELIMITER ;\n"
        );
    }

    #[test]
    fn a_delimiter_does_not_begin_inside_the_statement() {
        let routine = "CREATE PROCEDURE p() a$: BEGIN SELECT ';;'; END a$";
        assert_eq!(
            written(routine, Dialect::Mysql),
            format!("DELIMITER //\n{routine}//\nDELIMITER ;\n")
        );
    }

    #[test]
    fn semicolons_in_strings_and_comments_need_none() {
        let insert = "INSERT INTO a VALUES ('x; y') -- and; so\n/* on; */";
        assert_eq!(written(insert, Dialect::Mysql), format!("{insert};\n"));
    }

    #[test]
    fn other_clients_know_bodies() {
        let trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END";
        assert_eq!(written(trigger, Dialect::Sqlite), format!("{trigger};\n"));
    }

    #[test]
    fn copy_data_follows_its_statement() {
        let statement = Statement {
            sql: "COPY a FROM stdin".to_owned(),
            code_start: 0,
            terminator: Terminator::Semicolon,
            copy_data: Some("1\t2\n".to_owned()),
            line: 1,
            column: 1,
        };
        let mut out = String::new();
        write(&mut out, &statement, Dialect::Postgresql);
        assert_eq!(out, "COPY a FROM stdin;\n1\t2\n\\.\n");
    }
}
