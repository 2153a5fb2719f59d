//! What the page knows and what was chosen, as signals.
//!
//! [`App`] is one bundle of them, given to every component by context. The signals are the truth;
//! the address, the plan and the lit rows follow from them by effects and memos.

mod address;
mod checking;
mod client;
mod finding;
mod following;
pub mod geometry;
mod history;
mod opening;
mod planning;
mod project;
pub mod search;
mod theme;
mod window;

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::document::DiagnosticDocument;
use limbeck_planner::plan::TransactionMode;
use limbeck_planner::sql::Dialect;

pub use address::{Address, Misread, View};
pub use client::Client;
pub use following::follow_disk;
pub use history::{follow_address, write_address};
pub use opening::{Attempt, Loading, Stage, wanted_from_link};
pub use planning::{Outcome, Planning};
pub use project::Project;
pub use theme::Theme;
pub use window::{reveal, window};

use crate::worker::PlanChoice;
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
    /// What is worth telling about the SQL, read for the chosen dialect.
    pub sql_diagnostics: RwSignal<Arc<Vec<DiagnosticDocument>>>,
    /// Whether the SQL is being checked.
    pub is_checking: RwSignal<bool>,
    /// What is searched for.
    pub query: RwSignal<String>,
    /// The rows that were found, from the top.
    pub found: Memo<Arc<Vec<usize>>>,
    /// The ids that the query means as a target, where it is no text of any row.
    pub located: RwSignal<Arc<Vec<usize>>>,
    /// The number of the step that runs each row's revision, from 1.
    pub steps: Memo<Arc<HashMap<usize, usize>>>,
    /// The rows of the database's heads.
    pub current_rows: Memo<Arc<Vec<usize>>>,
    /// Whether each row is applied.
    pub applied: Memo<Arc<Vec<bool>>>,
    /// What a screen reader says.
    pub announcement: RwSignal<String>,
    /// Why the page no longer follows the served project, and shows it as it was.
    pub stale: RwSignal<Option<String>>,
    /// Whether the sheet of shortcuts is open.
    pub is_help_open: RwSignal<bool>,
    /// Light, dark, or the system's.
    pub theme: RwSignal<Theme>,
    client: StoredValue<Client, LocalStorage>,
    /// What was begun to be opened last.
    attempt: StoredValue<Attempt>,
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
        let located = RwSignal::new(Arc::new(Vec::new()));
        let found = Memo::new(move |_| {
            let found = project.with(|project| {
                let overview = project.as_ref().map(|it| &it.overview);
                overview.map_or_else(Vec::new, |it| {
                    query.with(|query| search::matches(it, query))
                })
            });
            if found.is_empty() {
                located.get()
            } else {
                Arc::new(found)
            }
        });
        let steps = Memo::new(move |_| planning.outcome.with(Outcome::steps_by_row));
        let current_rows = Memo::new(move |_| {
            project.with(|project| {
                let Some(project) = project else {
                    return Arc::default();
                };
                let ids = planning.outcome.with(|outcome| match outcome {
                    Outcome::Plan(plan) => plan.from.clone(),
                    Outcome::Refused(refusal) => refusal.current.clone(),
                    Outcome::None => Vec::new(),
                });
                let rows = ids.iter().filter_map(|id| project.row_of(id));
                Arc::new(rows.collect::<Vec<_>>())
            })
        });
        let applied = Memo::new(move |_| {
            project.with(|project| match project {
                Some(project) => Arc::new(project.at_or_below(&current_rows.get())),
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
            sql_diagnostics: RwSignal::new(Arc::default()),
            is_checking: RwSignal::new(false),
            query,
            found,
            located,
            steps,
            current_rows,
            applied,
            announcement: RwSignal::new(String::new()),
            stale: RwSignal::new(None),
            is_help_open: RwSignal::new(false),
            theme: RwSignal::new(Theme::stored()),
            client: StoredValue::new_local(client),
            attempt: StoredValue::new(Attempt::default()),
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

    /// Sets where the plan leads.
    pub fn plan_to(self, target: &str) {
        self.mark_place();
        self.target.set(target.to_owned());
        self.view.set(View::Plan);
    }

    /// Sets where the database is.
    pub fn plan_from(self, current: &str) {
        self.mark_place();
        self.current.set(current.to_owned());
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
