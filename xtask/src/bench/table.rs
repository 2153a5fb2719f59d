//! The table of what was measured.

use super::measure::Comparison;

/// The comparisons as a Markdown table.
pub(super) fn render(comparisons: &[Comparison], runs: usize) -> String {
    let mut lines = vec![
        format!("\nMedians of {runs} runs in turn, in seconds:\n"),
        "| history | command | Limbeck | Alembic | ratio |".to_owned(),
        "| --- | --- | ---: | ---: | ---: |".to_owned(),
    ];
    lines.extend(comparisons.iter().map(|comparison| {
        format!(
            "| {} | `{}` | {:.3} | {:.3} | {:.0} × |",
            comparison.history,
            comparison.command,
            comparison.limbeck.as_secs_f64(),
            comparison.alembic.as_secs_f64(),
            comparison.ratio()
        )
    }));
    lines.join("\n")
}
