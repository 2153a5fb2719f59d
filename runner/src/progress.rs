//! How far a run is, on a terminal.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use limbeck_planner::plan::Statement;

use crate::output::Output;
use crate::render;

/// A line at the bottom of the terminal: step n of m, the statement, the time. Elsewhere nothing.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    output: Output,
}

/// How often the line is drawn again.
const TICK: Duration = Duration::from_millis(120);

impl Progress {
    /// Starts the line for a run of so many steps.
    pub fn start(steps: usize, output: Output) -> Self {
        let shown = !output.quiet && std::io::stderr().is_terminal();
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        // Whatever changes draws the line, the step's number among the last: it is there before.
        let bar = ProgressBar::with_draw_target(Some(steps as u64), target).with_prefix("1");
        if let Ok(style) = ProgressStyle::with_template(
            "{spinner} step {prefix} of {len} · {elapsed} · {wide_msg}",
        ) {
            bar.set_style(style);
        }
        Self { bar, output }
    }

    /// Says which step begins: the line that Alembic logs.
    pub fn step(&self, number: usize, line: &str) {
        // First, so that the line below does not name a statement of the step before.
        self.bar.set_message("");
        self.bar.set_prefix(number.to_string());
        self.bar.suspend(|| self.output.message(line));
        // It has nothing to show before the first step. On a hidden line this does nothing.
        self.bar.enable_steady_tick(TICK);
    }

    /// Says which statement runs; the line shows as much of it as fits.
    pub fn statement(&self, number: usize, count: usize, statement: &Statement) {
        let shown = render::statement(statement);
        self.bar
            .set_message(format!("statement {number} of {count} · {shown}"));
    }

    /// Says something above the line.
    pub fn message(&self, text: &str) {
        self.bar.suspend(|| self.output.message(text));
    }

    /// Warns above the line.
    pub fn warning(&self, text: &str) {
        self.bar.suspend(|| self.output.warning(text));
    }

    /// Removes the line.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
