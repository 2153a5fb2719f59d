//! `cargo xtask test`: every test there is.

mod count;
mod part;
mod suites;
mod trunk;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::console;
use crate::flags::Test;
use crate::tools::toolchain;
use crate::workspace::Workspace;

use count::Count;
use part::Part;
pub(crate) use part::Parts;

/// Runs the parts one after another, to the last even if some fail, and counts the tests.
///
/// A check that is no test of libtest's, such as the formatter's, counts as one test.
pub(crate) fn run(workspace: &Workspace, flags: &Test) -> Result<ExitCode> {
    let start = Instant::now();
    let (wanted, left_out): (Vec<Part>, Vec<Part>) = Part::ALL.into_iter().partition(|part| {
        let skipped = flags
            .skip
            .as_ref()
            .is_some_and(|parts| parts.contains(*part));
        let chosen = flags
            .only
            .as_ref()
            .is_none_or(|parts| parts.contains(*part));
        chosen && !skipped
    });
    toolchain::ensure_wasm(workspace)?;
    toolchain::ensure_linters(workspace)?;

    let mut total = Count::default();
    let mut lines = Vec::new();
    for part in wanted {
        let (count, elapsed) = run_part(workspace, part);
        lines.push(format!(
            "{:<11} {count}, {}",
            part.name(),
            console::duration(elapsed)
        ));
        total += count;
    }

    console::print("\n==> Summary");
    for line in lines {
        console::print(line);
    }
    console::print(format_args!("in {}", console::duration(start.elapsed())));
    console::print(format_args!("limbeck: {total}"));
    if !left_out.is_empty() {
        let names: Vec<_> = left_out.iter().map(|part| part.name()).collect();
        console::print(format_args!("left out: {}", names.join(", ")));
    }
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs one part. What keeps it from running is a failure of the part.
fn run_part(workspace: &Workspace, part: Part) -> (Count, Duration) {
    console::print(format_args!(
        "\n==> {}: {}",
        part.name(),
        part.description()
    ));
    let start = Instant::now();
    let count = suites::run(workspace, part).unwrap_or_else(|error| {
        console::error(&error);
        Count::FAILURE
    });
    (count, start.elapsed())
}
