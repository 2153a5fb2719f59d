//! SQLite itself says where its statements end: as far as it reads a script, the statements that
//! it prepares are the pieces.

use limbeck_planner::sql::{Dialect, split};
use proptest::collection::vec;
use proptest::prelude::*;
use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection};

use crate::fragments::{corpus, sql_like};

#[test]
fn the_corpus_splits_as_sqlite_reads_it() {
    let compared: usize = corpus(Dialect::Sqlite)
        .iter()
        .map(|(_, text)| compare(text))
        .sum();
    assert!(compared > 20, "SQLite reads {compared} statements");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn valid_scripts_split_as_sqlite_reads_them(parts in vec(part(), 0..8)) {
        let script: String = parts.concat();
        let statements = split(&script, 0..script.len(), Dialect::Sqlite).pieces.len();
        prop_assert_eq!(compare(&script), statements, "{}", script);
    }

    #[test]
    fn broken_scripts_split_as_far_as_sqlite_reads_them(
        parts in vec(prop_oneof![4 => part(), 1 => sql_like()], 0..8)
    ) {
        compare(&parts.concat());
    }
}

/// Compares the statements that SQLite prepares with the pieces; the number of them. SQLite stops
/// at the first that it cannot prepare, and at a NUL byte.
fn compare(script: &str) -> usize {
    let database = Connection::open_in_memory().expect("SQLite opens");
    database
        .execute_batch(
            "CREATE TABLE a (x, \"end\"); CREATE TABLE b (y); CREATE VIEW v AS SELECT 1;",
        )
        .expect("the tables are valid");
    let script = script.split('\0').next().unwrap_or("");
    let pieces = split(script, 0..script.len(), Dialect::Sqlite).pieces;
    let mut batch = Batch::new(&database, script);
    let mut prepared = 0;
    while let Ok(Some(statement)) = batch.next() {
        let expected = statement.expanded_sql().expect("SQLite keeps the text");
        let piece = pieces
            .get(prepared)
            .map(|piece| &script[piece.span.clone()]);
        let piece = piece.unwrap_or_else(|| panic!("{expected:?} is no piece of {script:?}"));
        let terminated = expected.strip_suffix(';').unwrap_or(&expected);
        // SQLite's text starts behind the statement before, and goes on to the end of the script
        // where nothing ends it; the piece is without the comments there.
        let found = if statement.parameter_count() > 0 {
            // SQLite gives the text back with its parameters filled in.
            true
        } else if statement_is_last(&pieces, prepared) {
            terminated.contains(piece)
        } else {
            trimmed(terminated).ends_with(trimmed(piece))
        };
        assert!(
            found,
            "SQLite reads {terminated:?} where the piece is {piece:?}"
        );
        prepared += 1;
    }
    prepared
}

fn trimmed(statement: &str) -> &str {
    statement.trim_end_matches([' ', '\t', '\n', '\r', '\x0c', '\u{feff}'])
}

fn statement_is_last(pieces: &[limbeck_planner::sql::Piece], index: usize) -> bool {
    index + 1 == pieces.len()
}

/// A valid statement with its semicolon, or what may stand between two.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select().prop_map(|select| format!("{select};")),
        2 => trigger().prop_map(|trigger| format!("{trigger};")),
        1 => proptest::sample::select(&[
            "BEGIN;", "END;", "COMMIT;", "CREATE TABLE IF NOT EXISTS [a;b] (\"c;\" DEFAULT ';');",
            "CREATE TEMP TABLE trigger_log (x CHECK (x <> ';'));", "EXPLAIN SELECT 1;", "\u{feff}",
            "EXPLAIN QUERY PLAN SELECT CASE 1 WHEN 1 THEN 2 END;", ";", ";;", "PRAGMA x;",
        ][..]).prop_map(str::to_owned),
        2 => space(),
    ]
}

fn select() -> impl Strategy<Value = String> {
    (expression(), space(), expression())
        .prop_map(|(one, space, two)| format!("SELECT{space} {one}, {two}{space}"))
}

fn expression() -> impl Strategy<Value = String> {
    let inside = "[-a-z;'\"`\\[\\]\\\\/*$ \n]{0,8}";
    prop_oneof![
        inside.prop_map(|text| format!("'{}'", text.replace('\'', "''"))),
        inside.prop_map(|text| format!("1 AS \"{}\"", text.replace('"', "\"\""))),
        inside.prop_map(|text| format!("1 AS `{}`", text.replace('`', "``"))),
        inside.prop_map(|text| format!("1 AS [{}]", text.replace(']', ""))),
        Just("CASE 1 WHEN 2 THEN 3 ELSE 4 END".to_owned()),
        Just("x'3B'".to_owned()),
        Just("1.5e-3-2--\n".to_owned()),
        Just("'a' || 'é' AS é$_1".to_owned()),
    ]
}

fn trigger() -> impl Strategy<Value = String> {
    let kind = proptest::sample::select(&["", "TEMP ", "TEMPORARY "][..]);
    let statement = prop_oneof![
        select(),
        expression_only().prop_map(|value| format!("INSERT INTO b VALUES ({value})")),
        Just("UPDATE b SET y = CASE WHEN y THEN 1 END".to_owned()),
        Just("DELETE FROM b WHERE y = ';END;'".to_owned()),
    ];
    (kind, space(), vec((statement, space()), 1..4)).prop_map(|(kind, space, body)| {
        let body: String = body
            .into_iter()
            .map(|(statement, space)| format!("{statement};{space}"))
            .collect();
        format!(
            "CREATE {kind}{space}TRIGGER t1 AFTER INSERT ON main.a{space} BEGIN {body} END{space}"
        )
        .replace(if kind.is_empty() { "\u{1}" } else { "main." }, "")
    })
}

fn expression_only() -> impl Strategy<Value = String> {
    "[-a-z;'/* ]{0,8}".prop_map(|text| format!("'{}'", text.replace('\'', "''")))
}

/// White space and comments.
fn space() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(" ".to_owned()),
        1 => Just("\r\n\t".to_owned()),
        1 => "[-a-z;'\"`/\\r]{0,8}".prop_map(|text| format!("--{text}\n")),
        1 => "[-a-z;'\"`\n/]{0,8}".prop_map(|text| format!("/*{text} */")),
    ]
}
