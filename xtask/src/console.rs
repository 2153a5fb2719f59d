//! What the commands say while they work.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the one place that writes to the terminal"
)]

use std::fmt::Display;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Says something that the person asked for.
pub(crate) fn print(line: impl Display) {
    println!("{line}");
}

/// Says what is going on.
pub(crate) fn note(line: impl Display) {
    eprintln!("    {line}");
}

/// Says what went wrong, with everything that led to it.
pub(crate) fn error(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

/// Says what is being done, does it, and says how long it took.
pub(crate) fn stage<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("\n==> {title}");
    let start = Instant::now();
    let result = work();
    let outcome = if result.is_ok() { "done" } else { "failed" };
    eprintln!("    {outcome} in {}", duration(start.elapsed()));
    result
}

/// A duration as people say it: `0.4 s`, `12 s`, `3 min 20 s`.
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(Duration::from_millis(430)), "0.4 s");
        assert_eq!(duration(Duration::from_secs(12)), "12 s");
        assert_eq!(duration(Duration::from_secs(200)), "3 min 20 s");
    }
}
