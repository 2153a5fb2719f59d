//! The schema that is looked at.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::sql::Dialect;

use super::{App, Newest, View, Wish};
use crate::worker::{
    Answer, ObjectKind, ObjectView, Question, SchemaChoice, SchemaError, SchemaView,
};

/// Replaying more bytes of scripts takes the planner long, and is done when somebody asks for it.
const REPLAYED_AT_ONCE: u64 = 20_000_000;

/// What came of working out the schema.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SchemaOutcome {
    /// Nothing yet.
    #[default]
    None,
    /// A schema; it may be empty.
    Schema(Arc<SchemaView>),
    /// A reason why there is none.
    Refused(SchemaError),
}

/// The schema's part of the state.
#[derive(Debug, Clone, Copy)]
pub struct SchemaState {
    /// What is shown.
    pub outcome: RwSignal<SchemaOutcome>,
    /// The object that is shown: as it is at the revision, `None` where it is not there.
    pub object: RwSignal<Option<Arc<ObjectView>>>,
    /// What the object that is looked at is asked for by.
    pub key: RwSignal<Option<String>>,
    /// What is searched for in it.
    pub query: RwSignal<String>,
    /// Whether only what the revision changed is listed.
    pub only_changed: RwSignal<bool>,
    /// The groups of the list that are folded.
    pub folded: RwSignal<HashSet<ObjectKind>>,
    /// Whether what the revision changed is looked at, where the pane has no room for it beside the
    /// list.
    pub shows_changes: RwSignal<bool>,
    /// What of it is asked.
    pub newest: Newest<Wanted>,
    /// Whether somebody asked for the schema of a very large project.
    pub is_forced: RwSignal<bool>,
}

/// What decides what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    edition: u64,
    row: Option<usize>,
    dialect: Dialect,
    object: Option<String>,
}

impl Wish for Wanted {}

impl Wanted {
    fn is_same_schema(&self, other: &Self) -> bool {
        (self.edition, self.row, self.dialect) == (other.edition, other.row, other.dialect)
    }

    fn choice(&self) -> SchemaChoice {
        SchemaChoice {
            row: self.row.and_then(|row| u32::try_from(row).ok()),
            dialect: self.dialect,
        }
    }
}

impl SchemaState {
    pub(super) fn new() -> Self {
        Self {
            outcome: RwSignal::new(SchemaOutcome::None),
            object: RwSignal::new(None),
            key: RwSignal::new(None),
            query: RwSignal::new(String::new()),
            only_changed: RwSignal::new(false),
            folded: RwSignal::new(HashSet::new()),
            shows_changes: RwSignal::new(false),
            newest: Newest::new(),
            is_forced: RwSignal::new(false),
        }
    }

    /// Forgets what was of another project.
    fn clear(self) {
        self.outcome.set(SchemaOutcome::None);
        self.object.set(None);
        self.query.set(String::new());
        self.only_changed.set(false);
        self.is_forced.set(false);
        self.newest.forget();
    }
}

impl App {
    /// Has the schema worked out whenever it is looked at and something changes that decides it.
    pub fn follow_schema(self) {
        let wanted = Memo::new(move |_| {
            let (edition, bytes) = self
                .project
                .with(|it| it.as_ref().map(|it| (it.edition, it.overview.bytes)))?;
            let is_looked_at = self.view.get() == View::Schema;
            let is_small = bytes <= REPLAYED_AT_ONCE || self.schema.is_forced.get();
            (is_looked_at && is_small).then(|| Wanted {
                edition,
                row: self.selected.get(),
                dialect: self.dialect.get(),
                object: self.schema.key.get(),
            })
        });
        Effect::new(move |_| {
            if let Some(wanted) = wanted.get() {
                let question = move |wanted: &Wanted| self.question(wanted);
                let show = move |answer| self.show_schema(answer);
                self.schema.newest.want(self, wanted, question, show);
            }
        });
        Effect::new(move |_| {
            if self.project.with(Option::is_none) {
                self.schema.clear();
                self.schema.key.set(None);
            }
        });
    }

    /// Whether there is so much SQL that the schema is worked out on demand alone; tracked.
    pub fn is_too_much_to_replay(self) -> bool {
        let is_large = self.project.with(|it| {
            let bytes = it.as_ref().map(|it| it.overview.bytes);
            bytes.is_some_and(|bytes| bytes > REPLAYED_AT_ONCE)
        });
        is_large && !self.schema.is_forced.get()
    }

    /// Looks at another object of the schema, so that Back returns.
    pub fn look_at(self, key: Option<String>) {
        if self.schema.key.with_untracked(|now| *now != key) {
            self.mark_place();
            self.schema.key.set(key);
        }
    }

    /// What is asked: the object alone, where the schema is shown already.
    fn question(self, wanted: &Wanted) -> Question {
        let choice = wanted.choice();
        let newest = self.schema.newest;
        let is_shown = newest.is_shown(|shown| shown.is_same_schema(wanted));
        match &wanted.object {
            Some(object) if is_shown => Question::SchemaObject {
                choice,
                object: object.clone(),
            },
            object => Question::Schema {
                choice,
                object: object.clone(),
            },
        }
    }

    fn show_schema(self, answer: Answer) {
        let schema = self.schema;
        match answer {
            Answer::Schema(Ok(view)) => {
                let mut view = view.unpack();
                schema.object.set(view.object.take().map(Arc::new));
                if !view.summary.is_empty() {
                    self.announcement.set(view.summary.replace('`', ""));
                }
                schema.outcome.set(SchemaOutcome::Schema(Arc::new(view)));
            }
            Answer::Schema(Err(error)) => {
                schema.object.set(None);
                schema.outcome.set(SchemaOutcome::Refused(error));
            }
            Answer::SchemaObject(object) => {
                schema.object.set(object.map(|it| Arc::new(it.unpack())));
            }
            _ => {}
        }
    }
}
