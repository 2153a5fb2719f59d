//! Opening a project.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::geometry::WIDE;
use super::history::read_address;
use super::{Address, App, Project, View};
use crate::worker::{Answer, OpenError, Progress, Question, Source};

/// What the page is busy with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is open, maybe because opening failed.
    Start(Option<OpenError>),
    /// Files are read.
    Loading(Loading),
    /// A project is open.
    Open,
    /// The planner failed and does not answer any more.
    Crashed(String),
}

/// What is being opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loading {
    /// What it is called.
    pub name: String,
    /// How far it is; `None` while the files are still looked for.
    pub progress: Option<Progress>,
    /// How many files were found so far.
    pub found: usize,
}

/// One thing that was to be opened. Another that is begun later takes its place, whichever is ready
/// first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attempt(u32);

/// How wide the page is now; a browser that does not tell has room.
pub fn page_width() -> f64 {
    let width = window().inner_width().ok().and_then(|it| it.as_f64());
    width.unwrap_or(f64::INFINITY)
}

/// Whether `limbeck serve` serves the page.
pub fn is_served() -> bool {
    let selector = r#"meta[name="limbeck-served"][content="1"]"#;
    matches!(document().query_selector(selector), Ok(Some(_)))
}

/// What the address wants to show of a project that is not open: a link leads to a folder that
/// only the person can open.
pub fn wanted_from_link() -> Option<String> {
    let address = read_address();
    match (address.example, address.revision, address.target) {
        (None, Some(revision), _) => Some(format!("revision {revision}")),
        (None, None, Some(target)) => Some(format!("the plan to {target}")),
        _ => None,
    }
}

impl App {
    /// Opens what the address names, or what is served, or nothing.
    pub fn open_first(self) {
        let address = read_address();
        if let Some(example) = &address.example {
            self.open_example(example);
        } else if is_served() {
            self.open_served();
        }
    }

    /// Opens what `limbeck serve` serves.
    pub fn open_served(self) {
        let attempt = self.begin_opening("the served project");
        self.open(attempt, Source::Served);
    }

    /// Opens an example.
    pub fn open_example(self, name: &str) {
        let attempt = self.begin_opening(name);
        let name = name.to_owned();
        self.open(attempt, Source::Example { name });
    }

    /// Closes what is open, so that something else can be opened.
    pub fn close(self) {
        self.next_attempt();
        self.project.set(None);
        self.selected.set(None);
        self.query.set(String::new());
        self.stage.set(Stage::Start(None));
        if !read_address().is_empty() {
            // A browser that refuses keeps an address that leads back here.
            let _ = window().location().set_hash("");
        }
    }

    /// Begins to open what is called `name` in place of what is open.
    pub fn begin_opening(self, name: &str) -> Attempt {
        self.stage.set(Stage::Loading(Loading {
            name: name.to_owned(),
            ..Loading::default()
        }));
        self.next_attempt()
    }

    fn next_attempt(self) -> Attempt {
        self.stop_comparing();
        let next = Attempt(self.attempt().0.wrapping_add(1));
        self.attempt.set_value(next);
        next
    }

    /// What was begun last.
    pub(super) fn attempt(self) -> Attempt {
        self.attempt.get_value()
    }

    fn loading(self, attempt: Attempt, change: impl FnOnce(&mut Loading)) {
        if attempt != self.attempt() {
            return;
        }
        self.stage.update(|stage| {
            if let Stage::Loading(loading) = stage {
                change(loading);
            }
        });
    }

    /// Says how many files were found so far.
    pub fn found_files(self, attempt: Attempt, found: usize) {
        self.loading(attempt, |loading| loading.found = found);
    }

    /// Says how far opening is.
    pub fn opening(self, attempt: Attempt, progress: Progress) {
        self.loading(attempt, |loading| loading.progress = Some(progress));
    }

    /// Opens `source`.
    pub fn open(self, attempt: Attempt, source: Source) {
        if attempt != self.attempt() {
            return;
        }
        spawn_local(async move {
            let progress = move |progress| self.opening(attempt, progress);
            let question = Question::Open(source);
            let answer = self.client().ask_with_progress(question, progress).await;
            self.opened(attempt, answer, Choices::Fresh);
        });
    }

    pub(super) fn opened(self, attempt: Attempt, answer: Answer, choices: Choices) {
        if attempt != self.attempt() {
            return;
        }
        match answer {
            Answer::Opened(opened) => {
                let old = self.project.get_untracked();
                self.editions.update_value(|edition| *edition += 1);
                let project = Arc::new(Project::new(&opened, self.editions.get_value()));
                match choices {
                    Choices::Fresh => self.take_fresh(project),
                    Choices::Kept => self.take_changed(project, old.as_deref()),
                }
                self.stale.set(None);
                self.stage.set(Stage::Open);
                self.catch_up();
            }
            Answer::NotOpened(error) => match choices {
                Choices::Fresh => {
                    self.project.set(None);
                    self.stage.set(Stage::Start(Some(error)));
                }
                // What was there stays; the next change brings the next try.
                Choices::Kept => self.stale.set(Some(error.to_string())),
            },
            Answer::Crashed(reason) => self.stage.set(Stage::Crashed(reason)),
            Answer::Superseded => {}
            _ => self.stage.set(Stage::Start(None)),
        }
    }

    fn take_fresh(self, project: Arc<Project>) {
        let address = read_address();
        // A link says what to show of its example, or of the first folder that is opened.
        let is_first = self.project.with_untracked(Option::is_none);
        let is_linked =
            address.example == project.overview.link && (is_first || address.example.is_some());
        let address = if is_linked {
            address
        } else {
            Address::default()
        };
        let (errors, _) = project.problem_counts();
        let first_view = match page_width() {
            width if width < WIDE => View::Graph,
            _ if !project.overview.is_sound && errors > 0 => View::Problems,
            _ => View::Plan,
        };
        self.selected.set(None);
        self.query.set(String::new());
        self.schema.key.set(None);
        self.current.set(project.first_current());
        self.target.set(project.first_target().to_owned());
        self.transaction.set(project.transaction);
        if let Some(dialect) = project.dialect {
            self.dialect.set(dialect);
        }
        self.view.set(first_view);
        let rows = project.overview.rows.len();
        self.announcement
            .set(format!("{}: {rows} revisions", project.overview.name));
        self.project.set(Some(project));
        if read_address().is_empty() {
            // Back leads to the start.
            self.mark_place();
        }
        self.take_over(&address);
    }

    /// Takes over what changed on disk: the selection stays with its revision, and the database's
    /// place is followed unless somebody typed another.
    fn take_changed(self, project: Arc<Project>, old: Option<&Project>) {
        let selected = self.selected.get_untracked().and_then(|row| {
            let id = &old?.overview.rows.get(row)?.id;
            project.row_of(id)
        });
        let followed = old.is_none_or(|old| {
            self.current
                .with_untracked(|typed| *typed == old.first_current())
        });
        if followed {
            self.current.set(project.first_current());
        }
        // So is what the configuration says.
        let (before, now) = (old.map(|old| old.transaction), project.transaction);
        if before.is_none_or(|before| self.transaction.get_untracked() == before) {
            self.transaction.set(now);
        }
        let before = old.and_then(|old| old.dialect);
        if let Some(now) = project.dialect
            && before.is_none_or(|before| self.dialect.get_untracked() == before)
        {
            self.dialect.set(now);
        }
        let target = old.is_none_or(|old| {
            self.target
                .with_untracked(|typed| typed == old.first_target())
        });
        if target {
            self.target.set(project.first_target().to_owned());
        }
        let rows = project.overview.rows.len();
        self.selected.set(None);
        self.project.set(Some(project));
        self.selected.set(selected);
        self.announcement
            .set(format!("The folder changed: {rows} revisions"));
    }
}

/// What happens to the choices when a project is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choices {
    /// They begin anew.
    Fresh,
    /// They stay, since it is the same project.
    Kept,
}
