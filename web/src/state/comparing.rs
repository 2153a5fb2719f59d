//! Comparing what is open with another branch's scripts.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::opening::Choices;
use super::{App, Attempt, Loading, Project};
use crate::worker::{
    Answer, Comparison, Differing, OpenError, Opened, Packed, Picked, Progress, Question, Side,
};

/// What two branches are beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branches {
    /// The branches, and what their merge gives.
    pub comparison: Comparison,
    /// The scripts that differ.
    pub differing: Vec<Differing>,
    sides: Vec<Side>,
}

/// What is known of a comparison that is being begun.
#[derive(Debug, Clone, Copy)]
pub struct Comparing {
    /// The other folder, while it is read.
    pub reading: RwSignal<Option<Loading>>,
    /// Why it cannot be compared.
    pub error: RwSignal<Option<OpenError>>,
    /// Which folder was begun to be read last, and beside which project.
    attempt: StoredValue<(u32, Attempt)>,
}

/// A folder that was to be compared. Another that is begun later takes its place, and so does
/// another project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompareAttempt(u32, Attempt);

impl Branches {
    pub(super) fn of(opened: &Opened) -> Option<Self> {
        let compared = opened.compared.as_ref()?;
        Some(Self {
            comparison: compared.comparison.clone(),
            differing: compared.differing.unpack(),
            sides: compared.sides.unpack(),
        })
    }

    /// Where the revision of a row is.
    pub fn side(&self, row: usize) -> Side {
        self.sides.get(row).copied().unwrap_or(Side::Both)
    }

    /// How many rows are on a side.
    pub fn count(&self, side: Side) -> usize {
        self.sides.iter().filter(|&&it| it == side).count()
    }

    /// Whether each script is on both sides, and the same.
    pub fn is_same(&self) -> bool {
        self.count(Side::Both) == self.sides.len() && self.comparison.diagnostics.is_empty()
    }

    /// What the branches of `side` are called.
    pub fn name(&self, side: Side) -> String {
        let Comparison { left, right, .. } = &self.comparison;
        match side {
            Side::Left => format!("only in {left}"),
            Side::Right => format!("only in {right}"),
            Side::Both => "the same in both".to_owned(),
            Side::Differs => "in both, and the scripts differ".to_owned(),
        }
    }
}

impl Comparing {
    pub(super) fn new() -> Self {
        Self {
            reading: RwSignal::new(None),
            error: RwSignal::new(None),
            attempt: StoredValue::new((0, Attempt::default())),
        }
    }
}

impl App {
    /// Begins to read what is called `name`, to compare what is open with it.
    pub fn begin_comparing(self, name: &str) -> CompareAttempt {
        let (number, _) = self.comparing.attempt.get_value();
        let attempt = (number.wrapping_add(1), self.attempt());
        self.comparing.attempt.set_value(attempt);
        self.comparing.error.set(None);
        self.comparing.reading.set(Some(Loading {
            name: name.to_owned(),
            ..Loading::default()
        }));
        CompareAttempt(attempt.0, attempt.1)
    }

    /// Says how far the reading is.
    pub fn comparing_found(self, attempt: CompareAttempt, found: usize) {
        self.change_reading(attempt, |loading| loading.found = found);
    }

    /// Says how far the reading is.
    pub fn comparing_progress(self, attempt: CompareAttempt, progress: Progress) {
        self.change_reading(attempt, |loading| loading.progress = Some(progress));
    }

    fn change_reading(self, attempt: CompareAttempt, change: impl FnOnce(&mut Loading)) {
        if self.is_wanted(attempt) {
            self.comparing.reading.update(|it| {
                if let Some(loading) = it {
                    change(loading);
                }
            });
        }
    }

    fn is_wanted(self, attempt: CompareAttempt) -> bool {
        let (number, beside) = self.comparing.attempt.get_value();
        attempt == CompareAttempt(number, beside) && beside == self.attempt()
    }

    /// Puts what was picked beside what is open.
    pub fn compare(self, attempt: CompareAttempt, picked: Packed<Picked>) {
        if !self.is_wanted(attempt) {
            return;
        }
        spawn_local(async move {
            let dialect = self.dialect.get_untracked();
            let question = Question::Compare { picked, dialect };
            let answer = self.client().ask(question).await;
            if !self.is_wanted(attempt) {
                return;
            }
            self.comparing.reading.set(None);
            match answer {
                Answer::NotOpened(error) => self.comparing.error.set(Some(error)),
                answer => {
                    // It is as far from the disk as it was.
                    let stale = self.stale.get_untracked();
                    self.opened(attempt.1, answer, Choices::Kept);
                    self.stale.set(stale);
                    self.announcement.set(self.compared_words());
                }
            }
        });
    }

    /// Stops reading the other folder.
    pub fn stop_comparing(self) {
        self.comparing
            .attempt
            .update_value(|it| it.0 = it.0.wrapping_add(1));
        self.comparing.reading.set(None);
        self.comparing.error.set(None);
    }

    /// Goes back to the project that was open first.
    pub async fn end_comparison(self) {
        self.stop_comparing();
        let attempt = self.attempt();
        let answer = self.client().ask(Question::EndComparison).await;
        let stale = self.stale.get_untracked();
        self.opened(attempt, answer, Choices::Kept);
        self.stale.set(stale);
        self.announcement.set("The comparison has ended".to_owned());
    }

    fn compared_words(self) -> String {
        let branches = self.project.with_untracked(|project| {
            let branches = project.as_deref().and_then(Project::branches)?;
            let (left, right) = (&branches.comparison.left, &branches.comparison.right);
            Some(format!(
                "{left} compared with {right}: {}",
                branches.after_the_merge()
            ))
        });
        branches.unwrap_or_default()
    }
}

impl Branches {
    /// What a merge would give, without the ids.
    pub fn after_the_merge(&self) -> String {
        match self.comparison.merged_heads.len() {
            0 => "merged, the scripts would be no history".to_owned(),
            1 => "merged, there would be 1 head".to_owned(),
            count => format!("merged, there would be {count} heads"),
        }
    }
}

impl Project {
    /// What it is compared with, if it is.
    pub fn branches(&self) -> Option<&Branches> {
        self.branches.as_deref()
    }
}
