use std::fmt::Write as _;

use limbeck_planner::document::{ComparisonDocument, DifferenceDocument};

use crate::output::FAINT;

/// What differs between two schemas, object by object.
pub fn comparison(comparison: &ComparisonDocument) -> String {
    let (left, right) = (&comparison.left, &comparison.right);
    let mut text = String::new();
    if comparison.equal {
        let _infallible = writeln!(text, "no difference between {left} and {right}");
    }
    let mut previous: Option<&DifferenceDocument> = None;
    for difference in &comparison.differences {
        let is_same_object = previous.is_some_and(|previous| {
            (&previous.kind, &previous.name, &previous.of)
                == (&difference.kind, &difference.name, &difference.of)
        });
        if !is_same_object {
            let _infallible = write!(text, "{}", object(difference));
        }
        match (difference.change.as_str(), &difference.property) {
            ("only_left", _) => {
                let _infallible = writeln!(text, ": only in {left}");
            }
            ("only_right", _) => {
                let _infallible = writeln!(text, ": only in {right}");
            }
            (_, property) => {
                if !is_same_object {
                    text.push('\n');
                }
                let _infallible = writeln!(text, "  {}", property.as_deref().unwrap_or_default());
                for (label, value) in [(left, &difference.left), (right, &difference.right)] {
                    let _infallible = writeln!(text, "    in {label}:{}", shown(value.as_deref()));
                }
            }
        }
        if let Some(script) = &difference.script {
            let _infallible =
                writeln!(text, "  {FAINT}by {}:{}{FAINT:#}", script.path, script.line);
        }
        previous = Some(difference);
    }
    if !comparison.uncertain.is_empty() {
        text.push_str("not compared is what these may have touched:\n");
        for cause in &comparison.uncertain {
            let place = if cause.path.is_empty() {
                String::new()
            } else {
                format!("{}:{}: ", cause.path, cause.line)
            };
            let _infallible = writeln!(text, "  {place}{}", cause.reason);
        }
    }
    text
}

fn object(difference: &DifferenceDocument) -> String {
    let is_column = difference.kind == "column";
    match difference.of.as_ref().filter(|_| !is_column) {
        Some(of) => format!("{} `{}` of `{of}`", difference.kind, difference.name),
        None => format!("{} `{}`", difference.kind, difference.name),
    }
}

/// A value behind a colon: on its line, or on lines of its own.
fn shown(value: Option<&str>) -> String {
    match value.unwrap_or_default().trim() {
        "" => " none".to_owned(),
        value if value.contains('\n') => {
            let lines: Vec<String> = value.lines().map(|line| format!("      {line}")).collect();
            format!("\n{}", lines.join("\n"))
        }
        value => format!(" {value}"),
    }
}
