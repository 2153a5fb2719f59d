//! Measures two commands side by side.

use std::time::{Duration, Instant};

use anyhow::Result;

/// What one command took with Limbeck and with Alembic: medians of several runs.
#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) history: String,
    pub(super) command: String,
    pub(super) limbeck: Duration,
    pub(super) alembic: Duration,
}

impl Comparison {
    /// How many times longer Alembic takes.
    pub(super) fn ratio(&self) -> f64 {
        self.alembic.as_secs_f64() / self.limbeck.as_secs_f64()
    }
}

/// Runs both in turn, so that whatever else the machine does falls on both alike. A first run of
/// each is not counted: it fills the file cache, and Alembic's cache of compiled scripts.
pub(super) fn compare(
    history: &str,
    command: &str,
    runs: usize,
    mut limbeck: impl FnMut() -> Result<()>,
    mut alembic: impl FnMut() -> Result<()>,
) -> Result<Comparison> {
    limbeck()?;
    alembic()?;
    let mut limbeck_times = Vec::new();
    let mut alembic_times = Vec::new();
    for _ in 0..runs {
        limbeck_times.push(time(&mut limbeck)?);
        alembic_times.push(time(&mut alembic)?);
    }
    Ok(Comparison {
        history: history.to_owned(),
        command: command.to_owned(),
        limbeck: median(limbeck_times),
        alembic: median(alembic_times),
    })
}

fn time(run: &mut impl FnMut() -> Result<()>) -> Result<Duration> {
    let start = Instant::now();
    run()?;
    Ok(start.elapsed())
}

/// The middle one; of an even number, the later of the two.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
