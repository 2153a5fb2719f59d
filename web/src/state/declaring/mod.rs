//! The schema that somebody declares, and the revision that is generated from it.

mod draft;
mod follow;

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

pub use draft::{Draft, DraftKey};

use super::{App, Newest};
use crate::worker::{DeclaredFile, FaultView, GeneratedView, Refusal, TextFile};
use follow::Wanted;

/// Its part of the state.
#[derive(Debug, Clone, Copy)]
pub struct Declaring {
    /// What is written for the project and dialect that are shown.
    pub draft: RwSignal<Draft>,
    /// The history's schema as SQL.
    pub history: RwSignal<Arc<String>>,
    /// What is wrong with the declared schema.
    pub faults: RwSignal<Arc<Vec<FaultView>>>,
    /// The revision that was generated last.
    pub generated: RwSignal<Option<Arc<GeneratedView>>>,
    /// Why there can be none.
    pub refusal: RwSignal<Option<Arc<Refusal>>>,
    /// What of it is asked.
    pub newest: Newest<Wanted>,
    /// What became of the files that were opened, if they could not be.
    pub unopened: RwSignal<Option<String>>,
    drafts: StoredValue<HashMap<DraftKey, Draft>>,
    key: StoredValue<Option<DraftKey>>,
}

/// Why the generated script cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBack {
    /// The declared schema has an error, so the script is of an earlier one.
    Faulty,
    /// So many renames are not decided.
    Undecided(usize),
    /// There is nothing in it.
    Empty,
}

impl Declaring {
    pub(super) fn new() -> Self {
        Self {
            draft: RwSignal::new(Draft::default()),
            history: RwSignal::new(Arc::default()),
            faults: RwSignal::new(Arc::default()),
            generated: RwSignal::new(None),
            refusal: RwSignal::new(None),
            newest: Newest::new(),
            unopened: RwSignal::new(None),
            drafts: StoredValue::new(HashMap::new()),
            key: StoredValue::new(None),
        }
    }

    /// The text that is edited; tracked.
    pub fn text(self) -> String {
        let typed = self
            .draft
            .with(|draft| draft.active_file().map(|file| file.text.clone()));
        typed.unwrap_or_else(|| self.history.get().as_ref().clone())
    }

    /// The path of the file that is edited; tracked.
    pub fn path(self) -> String {
        self.draft.with(|draft| draft.active_path().to_owned())
    }

    /// Whether the declared schema has an error; tracked.
    pub fn is_faulty(self) -> bool {
        self.faults
            .with(|faults| faults.iter().any(|fault| fault.is_error))
    }

    /// Why the generated script cannot be had, if it cannot; tracked.
    pub fn held_back(self) -> Option<HeldBack> {
        if self.is_faulty() {
            return Some(HeldBack::Faulty);
        }
        self.generated.with(|generated| match generated {
            Some(it) if !it.questions.is_empty() => Some(HeldBack::Undecided(it.questions.len())),
            Some(it) if !it.is_empty => None,
            _ => Some(HeldBack::Empty),
        })
    }

    /// Opens files as the declared schema.
    pub fn open(self, files: Vec<DeclaredFile>) {
        self.unopened.set(None);
        self.draft.update(|draft| draft.replace(Some(files)));
    }
}

impl App {
    /// The generated script as it belongs to what is written now, or nothing where it is held back.
    pub async fn new_script(self) -> Option<TextFile> {
        let declaring = self.declaring;
        while declaring.newest.is_busy.get_untracked() {
            gloo::timers::future::TimeoutFuture::new(20).await;
        }
        let is_refused = declaring.refusal.with_untracked(Option::is_some);
        if is_refused || untrack(|| declaring.held_back()).is_some() {
            return None;
        }
        let generated = declaring.generated.get_untracked()?;
        Some(generated.file.clone())
    }
}
