use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use limbeck_planner::compare::{Change, Difference};
use limbeck_planner::diff::{Generated, Rename};
use limbeck_planner::sql::Dialect;

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();

/// What is asked about a rename.
pub fn question(rename: &Rename) -> String {
    match rename {
        Rename::Table { from, to } => format!("is table `{from}` called `{to}` now?"),
        Rename::Column { table, from, to } => {
            format!("is column `{from}` of `{table}` called `{to}` now?")
        }
    }
}

/// What a revision has to do about each object, a line each.
pub fn differences(renames: &[Rename], differences: &[Difference]) -> String {
    let mut text = String::new();
    for rename in renames {
        let what = match rename {
            Rename::Table { from, to } => format!("table `{from}` is called `{to}` now"),
            Rename::Column { table, from, to } => {
                format!("column `{from}` of `{table}` is called `{to}` now")
            }
        };
        let _infallible = writeln!(text, "{CHANGED}~{CHANGED:#} {what}");
    }
    for difference in differences {
        let object = &difference.object;
        let _infallible = match &difference.change {
            Change::OnlyLeft => writeln!(text, "{REMOVED}-{REMOVED:#} {object}"),
            Change::OnlyRight => writeln!(text, "{ADDED}+{ADDED:#} {object}"),
            Change::Differs {
                property,
                left,
                right,
            } => writeln!(
                text,
                "{CHANGED}~{CHANGED:#} {object}, {property}: {} to {}",
                shown(left),
                shown(right)
            ),
        };
    }
    text
}

/// A value on one line.
fn shown(value: &str) -> String {
    const LONGEST: usize = 60;
    let words: Vec<&str> = value.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(LONGEST) {
        _ if line.is_empty() => "none".to_owned(),
        None => format!("`{line}`"),
        Some((end, _)) => format!("`{}…`", &line[..end]),
    }
}

/// The two sections of a script, as autogenerate would write them.
pub fn sections(upgrade: &Generated, downgrade: &Generated, dialect: Dialect) -> String {
    let section = |direction: &str, generated: &Generated| {
        let section = generated.section(dialect);
        limbeck_planner::source::section_text(direction, &section)
    };
    format!("{}\n{}", section("up", upgrade), section("down", downgrade))
}
