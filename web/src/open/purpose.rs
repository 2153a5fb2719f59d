use crate::state::{App, Attempt, CompareAttempt};
use crate::worker::{Packed, Picked, Progress, Source};

/// What a folder is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be looked at, in place of what is open.
    Open,
    /// To be put beside what is open.
    Compare,
}

/// A folder that is being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    app: App,
    attempt: Attempted,
}

#[derive(Debug, Clone, Copy)]
enum Attempted {
    Open(Attempt),
    Compare(CompareAttempt),
}

impl Purpose {
    /// Begins to read what is called `name`.
    pub(super) fn begin(self, app: App, name: &str) -> Reading {
        let attempt = match self {
            Self::Open => Attempted::Open(app.begin_opening(name)),
            Self::Compare => Attempted::Compare(app.begin_comparing(name)),
        };
        Reading { app, attempt }
    }
}

impl Reading {
    /// Says how many files were found so far.
    pub(super) fn found_files(self, found: usize) {
        match self.attempt {
            Attempted::Open(attempt) => self.app.found_files(attempt, found),
            Attempted::Compare(attempt) => self.app.comparing_found(attempt, found),
        }
    }

    /// Says how far it is.
    pub(super) fn progress(self, progress: Progress) {
        match self.attempt {
            Attempted::Open(attempt) => self.app.opening(attempt, progress),
            Attempted::Compare(attempt) => self.app.comparing_progress(attempt, progress),
        }
    }

    /// Hands over what was read.
    pub(super) fn finish(self, picked: &Picked) {
        let picked = Packed::pack(picked);
        match self.attempt {
            Attempted::Open(attempt) => self.app.open(attempt, Source::Picked(picked)),
            Attempted::Compare(attempt) => self.app.compare(attempt, picked),
        }
    }
}
