//! What the page knows and what was chosen, as signals.
//!
//! [`App`] is one bundle of them, given to every component by context. The signals are the truth;
//! the address, the plan and the lit rows follow from them by effects and memos.

mod address;
mod checking;
mod client;
mod comparing;
mod conflicts;
mod database;
mod declaring;
mod finding;
mod following;
pub mod geometry;
mod history;
pub mod listing;
mod newest;
mod opening;
mod planning;
pub mod problems;
mod project;
mod schema;
pub mod search;
mod stepping;
mod theme;
mod undo;
mod view;
mod window;

use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::document::DiagnosticDocument;
use limbeck_planner::plan::TransactionMode;
use limbeck_planner::sql::Dialect;

pub use address::{Address, Misread};
pub use client::Client;
pub use comparing::{Branches, CompareAttempt, Comparing};
pub use conflicts::Between;
pub use database::Places;
pub use declaring::{Declaring, HeldBack};
pub use following::follow_disk;
pub use history::{follow_address, write_address};
pub use newest::{Newest, Wish};
pub use opening::{Attempt, Loading, Stage, is_served, page_width, wanted_from_link};
pub use planning::{Outcome, Planning};
pub use project::Project;
pub use schema::{SchemaOutcome, SchemaState};
pub use stepping::Step;
pub use theme::Theme;
pub use undo::Undo;
pub use view::View;
pub use window::{reveal, seen, window};

use crate::worker::PlanChoice;
use checking::CheckedFor;
use following::Following;

/// Everything that components share: a handle to the one state of the page, which lives as long as
/// the page does.
#[derive(Debug, Clone, Copy)]
pub struct App(&'static Signals);

impl Deref for App {
    type Target = Signals;

    fn deref(&self) -> &Signals {
        self.0
    }
}

/// What an [`App`] leads to.
#[derive(Debug)]
pub struct Signals {
    /// What the page is busy with.
    pub stage: RwSignal<Stage>,
    /// The project that is open.
    pub project: RwSignal<Option<Arc<Project>>>,
    /// Which view is looked at.
    pub view: RwSignal<View>,
    /// The selected row.
    pub selected: RwSignal<Option<usize>>,
    /// The line of the selected script to show.
    pub line: RwSignal<Option<u32>>,
    /// Where the database is, as it was typed.
    pub current: RwSignal<String>,
    /// Where it should be, as it was typed.
    pub target: RwSignal<String>,
    /// What the SQL is for.
    pub dialect: RwSignal<Dialect>,
    /// How the plan is grouped into transactions.
    pub transaction: RwSignal<TransactionMode>,
    /// What the address asks for and there is not.
    pub misread: RwSignal<Arc<Vec<Misread>>>,
    /// The plan.
    pub planning: Planning,
    /// The schema.
    pub schema: SchemaState,
    /// The declared schema, and the revision that leads to it.
    pub declaring: Declaring,
    /// What is worth telling about the SQL, read for the chosen dialect.
    pub sql_diagnostics: RwSignal<Arc<Vec<DiagnosticDocument>>>,
    /// Everything that is wrong or worth knowing, worst first.
    pub problems: Memo<Arc<Vec<DiagnosticDocument>>>,
    /// What of the SQL is being checked.
    pub checking: Newest<CheckedFor>,
    /// The comparison that is being begun.
    pub comparing: Comparing,
    /// What there is between the heads, once that is known.
    pub between: RwSignal<Option<Arc<Between>>>,
    /// Which project's heads are being compared.
    comparing_heads: Newest<CheckedFor>,
    /// What is searched for.
    pub query: RwSignal<String>,
    /// The rows that were found, from the top.
    pub found: Memo<Arc<Vec<usize>>>,
    /// The rows that the query means as a target, once that is known.
    pub located: RwSignal<Option<Arc<Vec<usize>>>>,
    /// The number of the step that runs each row's revision, from 1.
    pub steps: Memo<Arc<HashMap<usize, usize>>>,
    /// The rows where the database is and where the plan starts.
    pub places: Memo<Arc<Places>>,
    /// Whether each row is applied.
    pub applied: Memo<Arc<Vec<bool>>>,
    /// The rows of the scripts that have an error.
    pub faulty: Memo<Arc<HashSet<usize>>>,
    /// What a screen reader says.
    pub announcement: RwSignal<String>,
    /// What can be taken back.
    pub undo: RwSignal<Option<Undo>>,
    /// Why the page no longer follows the served project, and shows it as it was.
    pub stale: RwSignal<Option<String>>,
    /// Whether the sheet of shortcuts is open.
    pub is_help_open: RwSignal<bool>,
    /// Light, dark, or the system's.
    pub theme: RwSignal<Theme>,
    client: StoredValue<Client, LocalStorage>,
    /// What was begun to be opened last.
    attempt: StoredValue<Attempt>,
    /// How many projects were opened, and opened again.
    editions: StoredValue<u64>,
    following: Following,
    /// Whether the next change of the address is one to come back to.
    is_place: StoredValue<bool>,
}

impl App {
    /// The state of a page that has nothing open, asking `client`.
    pub fn new(client: Client) -> Self {
        let project = RwSignal::new(None::<Arc<Project>>);
        let current = RwSignal::new(String::new());
        let planning = Planning::new();
        let query = RwSignal::new(String::new());
        let located = RwSignal::new(None::<Arc<Vec<usize>>>);
        let found = Memo::new(move |_| {
            let located = located.get();
            let located = located.as_ref().map(|rows| rows.as_slice());
            let found = project.with(|project| {
                let overview = &project.as_ref()?.overview;
                Some(query.with(|query| search::found(overview, query, located)))
            });
            Arc::new(found.unwrap_or_default())
        });
        let steps = Memo::new(move |_| planning.outcome.with(Outcome::steps_by_row));
        let places = Memo::new(move |_| {
            project.with(|project| {
                let places = project.as_ref().map(|project| {
                    planning
                        .outcome
                        .with(|outcome| Places::of(project, outcome.start()))
                });
                Arc::new(places.unwrap_or_default())
            })
        });
        let applied = Memo::new(move |_| {
            project.with(|project| match project {
                Some(project) => Arc::new(project.at_or_below(&places.get().current)),
                None => Arc::default(),
            })
        });
        let sql_diagnostics = RwSignal::new(Arc::<Vec<DiagnosticDocument>>::default());
        let faulty = Memo::new(move |_| {
            project.with(|project| match project {
                Some(project) => sql_diagnostics.with(|sql| database::faulty_rows(project, sql)),
                None => Arc::default(),
            })
        });
        let problems = Memo::new(move |_| {
            project.with(|project| match project {
                Some(project) => sql_diagnostics.with(|sql| problems::of(project, sql)),
                None => Arc::default(),
            })
        });
        Self(Box::leak(Box::new(Signals {
            stage: RwSignal::new(Stage::Start(None)),
            project,
            view: RwSignal::new(View::default()),
            selected: RwSignal::new(None),
            line: RwSignal::new(None),
            current,
            target: RwSignal::new(String::new()),
            dialect: RwSignal::new(Dialect::Postgresql),
            transaction: RwSignal::new(TransactionMode::default()),
            misread: RwSignal::new(Arc::default()),
            planning,
            schema: SchemaState::new(),
            declaring: Declaring::new(),
            sql_diagnostics,
            problems,
            checking: Newest::new(),
            comparing: Comparing::new(),
            between: RwSignal::new(None),
            comparing_heads: Newest::new(),
            query,
            found,
            located,
            steps,
            places,
            applied,
            faulty,
            announcement: RwSignal::new(String::new()),
            undo: RwSignal::new(None),
            stale: RwSignal::new(None),
            is_help_open: RwSignal::new(false),
            theme: RwSignal::new(Theme::stored()),
            client: StoredValue::new_local(client),
            attempt: StoredValue::new(Attempt::default()),
            editions: StoredValue::new(0),
            following: Following::new(),
            is_place: StoredValue::new(false),
        })))
    }

    /// The state that the page was given.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The worker.
    pub fn client(self) -> Client {
        self.client.get_value()
    }

    /// Everything that decides the plan, tracked.
    pub fn choice(self) -> PlanChoice {
        PlanChoice {
            current: self.current.get(),
            target: self.target.get(),
            dialect: self.dialect.get(),
            transaction: self.transaction.get(),
        }
    }

    /// The id of the selected row, tracked.
    pub fn selected_id(self) -> Option<String> {
        let row = self.selected.get()?;
        self.project
            .with(|project| Some(project.as_ref()?.overview.rows.get(row)?.id.clone()))
    }

    /// Goes to a view, so that Back returns from it.
    pub fn show(self, view: View) {
        self.mark_place();
        self.view.set(view);
    }

    /// Selects a row on the way: Back does not stop at it.
    pub fn select(self, row: usize) {
        if self.selected.get_untracked() != Some(row) {
            self.line.set(None);
            self.selected.set(Some(row));
        }
    }

    /// Selects a row and shows its revision, so that Back returns.
    pub fn visit(self, row: usize) {
        self.mark_place();
        self.select(row);
        self.view.set(View::Revision);
    }

    /// Makes the next change of the address one to come back to.
    pub fn mark_place(self) {
        self.is_place.set_value(true);
    }

    /// Goes to the next or the previous revision that was found.
    pub fn go_to_match(self, way: search::Way) {
        let found = self.found.get_untracked();
        if let Some(position) = search::step(&found, self.selected.get_untracked(), way) {
            self.select(found[position]);
            let (number, of) = (position + 1, found.len());
            let id = self.selected_id().unwrap_or_default();
            self.announcement.set(format!("{number} of {of}: {id}"));
        }
    }
}
