//! The scripts below `tests/corpus/split`, one folder for each dialect, and beside each script
//! what it is split into.

use std::fmt::Write as _;
use std::path::Path;

use limbeck_planner::sql::{Dialect, split};

#[test]
fn scripts_split_into_their_statements() {
    for dialect in Dialect::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/corpus/split")
            .join(dialect.name());
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for (name, text) in crate::fragments::corpus(dialect) {
                insta::assert_snapshot!(name, describe(&text, dialect));
            }
        });
    }
}

/// The statements and faults of a script, for people to read.
fn describe(text: &str, dialect: Dialect) -> String {
    let split = split(text, 0..text.len(), dialect);
    let mut out = String::new();
    for (index, piece) in split.pieces.iter().enumerate() {
        let number = index + 1;
        let _ = writeln!(out, "{number}. {:?} at {:?}", piece.terminator, piece.span);
        quote(&mut out, "|", &text[piece.span.clone()]);
        if let Some(data) = &piece.copy_data {
            let _ = writeln!(out, "   data at {data:?}");
            quote(&mut out, ">", &text[data.clone()]);
        }
    }
    for fault in &split.faults {
        let _ = writeln!(out, "fault: {:?} at {:?}", fault.kind, fault.span);
        quote(&mut out, "^", &text[fault.span.clone()]);
    }
    out
}

fn quote(out: &mut String, mark: &str, text: &str) {
    for line in text.split('\n') {
        let visible: String = line
            .chars()
            .map(|character| match character {
                '\t' => '\t'.to_string(),
                control if control.is_control() => control.escape_unicode().to_string(),
                other => other.to_string(),
            })
            .collect();
        let _ = writeln!(out, "   {mark} {visible}");
    }
}
