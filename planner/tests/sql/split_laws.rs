//! The laws of splitting, on generated scripts.

use limbeck_planner::sql::{Dialect, Terminator, split};
use proptest::prelude::*;

use crate::fragments::{corpus, dialect, sql_like, text};
use crate::laws::check;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_text_splits(text in text(), dialect in dialect()) {
        check(&text, 0..text.len(), dialect);
    }

    #[test]
    fn any_range_splits(text in text(), dialect in dialect(), ends in any::<[prop::sample::Index; 2]>()) {
        let mut ends = ends.map(|end| text.floor_char_boundary(end.index(text.len() + 1)));
        ends.sort_unstable();
        check(&text, ends[0]..ends[1], dialect);
    }

    /// A range is split as if nothing stood around it.
    #[test]
    fn what_stands_around_a_range_is_not_looked_at(
        before in text(), text in sql_like(), after in text(), dialect in dialect()
    ) {
        // A byte order mark counts at the start of a text alone.
        let text = text.trim_start_matches('\u{feff}');
        let whole = format!("{before}{text}{after}");
        let alone = split(text, 0..text.len(), dialect);
        let within = split(&whole, before.len()..before.len() + text.len(), dialect);
        let shift = |span: &std::ops::Range<usize>| span.start + before.len()..span.end + before.len();
        prop_assert_eq!(alone.pieces.len(), within.pieces.len());
        for (alone, within) in alone.pieces.iter().zip(&within.pieces) {
            prop_assert_eq!(shift(&alone.span), within.span.clone());
            prop_assert_eq!(alone.terminator, within.terminator);
            prop_assert_eq!(alone.copy_data.as_ref().map(shift), within.copy_data.clone());
        }
        for (alone, within) in alone.faults.iter().zip(&within.faults) {
            prop_assert_eq!(alone.kind, within.kind);
            prop_assert_eq!(shift(&alone.span), within.span.clone());
        }
    }

    /// A statement that was split off is one statement: it splits into itself, and stays whole
    /// with a semicolon and others around it.
    #[test]
    fn a_statement_splits_into_itself(text in sql_like(), dialect in dialect()) {
        let whole = split(&text, 0..text.len(), dialect);
        for piece in whole.pieces {
            let statement = &text[piece.span.clone()];
            let faulty = whole.faults.iter().any(|fault| {
                piece.span.start <= fault.span.start && fault.span.end <= piece.span.end
            });
            // At the start of a line, which it gets here, the `mysql` client takes `--1` for a
            // comment.
            let becomes_comment = dialect == Dialect::Mysql && statement.starts_with("--");
            let ends_alone =
                piece.terminator == Terminator::Semicolon && piece.copy_data.is_none();
            if !ends_alone || faulty || becomes_comment {
                continue;
            }
            let script = format!("SELECT 1;\n{statement};\nSELECT 2;\n");
            let again = split(&script, 0..script.len(), dialect);
            let again: Vec<&str> = again.pieces.iter().map(|piece| &script[piece.span.clone()]).collect();
            prop_assert_eq!(again, ["SELECT 1", statement, "SELECT 2"]);
        }
    }

    /// Statements that are joined with semicolons come back.
    #[test]
    fn joined_statements_come_back(
        (dialect, chosen) in dialect().prop_flat_map(|dialect| {
            (Just(dialect), prop::collection::vec(prop::sample::select(statements(dialect)), 0..12))
        }),
        separator in prop::sample::select(&[";\n", ";\r\n", " ;\n\n", ";;\n", ";\n\t;\n "][..]),
    ) {
        let script: String = chosen.iter().flat_map(|statement| [statement, separator]).collect();
        let split = split(&script, 0..script.len(), dialect);
        let found: Vec<&str> = split.pieces.iter().map(|piece| &script[piece.span.clone()]).collect();
        prop_assert_eq!(found, chosen);
        prop_assert!(split.faults.is_empty());
    }
}

/// Every statement of the corpus that a semicolon ends, from the scripts without faults.
fn statements(dialect: Dialect) -> Vec<String> {
    corpus(dialect)
        .iter()
        .map(|(_, text)| (text, split(text, 0..text.len(), dialect)))
        .filter(|(_, split)| split.faults.is_empty())
        .flat_map(|(text, split)| {
            split
                .pieces
                .into_iter()
                .filter(|piece| piece.terminator == Terminator::Semicolon)
                .filter(|piece| piece.copy_data.is_none())
                .map(|piece| text[piece.span].to_owned())
        })
        .collect()
}

/// Nothing that stands in a script makes reading it again necessary.
#[test]
fn hostile_texts_take_one_reading() {
    let length = 300_000;
    for fragment in [
        "$a$ ",
        "$a",
        "/*",
        "/*!",
        "'",
        "E'\\",
        "\"",
        "`",
        "[",
        "(",
        "BEGIN ",
        "CASE ",
        ";",
        "COPY t FROM stdin;\n",
        "DELIMITER aaaaaaaaaaaaaab\n",
        "a",
        "-",
        "--",
        "\\",
        "quit:",
        "CREATE TRIGGER ",
        "CREATE PROCEDURE p() BEGIN ",
        "IF ",
        "/*;*/",
        "--\n",
        ". ",
        "é",
        "DELIMITER ;",
        "SELECT 1;",
    ] {
        let text = fragment.repeat(length / fragment.len());
        for dialect in Dialect::ALL {
            for prefix in [
                "",
                "DELIMITER aaaaaaaaaaaaab\n",
                "CREATE PROCEDURE p() BEGIN ",
            ] {
                let text = format!("{prefix}{text}");
                let split = split(&text, 0..text.len(), dialect);
                assert!(split.pieces.len() <= length);
            }
        }
    }
}
