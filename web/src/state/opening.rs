//! Opening a project.

use std::sync::Arc;

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::EventSource;

use super::history::read_address;
use super::{Address, App, Project, View};
use crate::worker::{Answer, OpenError, Progress, Question, Source};

/// From this width on the graph has room for a pane beside it.
const WIDE: f64 = 900.0;

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

/// Whether `limbeck serve` serves the page.
fn is_served() -> bool {
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
        if is_served() {
            self.open(Source::Served);
        } else if let Some(example) = &address.example {
            self.open_example(example);
        }
    }

    /// Opens an example.
    pub fn open_example(self, name: &str) {
        let name = name.to_owned();
        self.open(Source::Example { name });
    }

    /// Closes what is open, so that something else can be opened.
    pub fn close(self) {
        self.project.set(None);
        self.selected.set(None);
        self.query.set(String::new());
        self.stage.set(Stage::Start(None));
        if !read_address().is_empty() {
            // A browser that refuses keeps an address that leads back here.
            let _ = window().location().set_hash("");
        }
    }

    /// Says that files are being looked for.
    pub fn looking_for_files(self, name: &str, found: usize) {
        self.stage.set(Stage::Loading(Loading {
            name: name.to_owned(),
            progress: None,
            found,
        }));
    }

    /// Says how far opening is.
    pub fn opening(self, progress: Progress) {
        self.stage.update(|stage| {
            if let Stage::Loading(loading) = stage {
                loading.progress = Some(progress);
            }
        });
    }

    /// Says why nothing was opened.
    pub fn not_opened(self, error: OpenError) {
        self.project.set(None);
        self.stage.set(Stage::Start(Some(error)));
    }

    /// Opens `source` in place of what is open.
    pub fn open(self, source: Source) {
        match &source {
            // Its name was said when its files were looked for.
            Source::Picked(_) => {}
            Source::Example { name } => self.looking_for_files(name, 0),
            Source::Served => self.looking_for_files("the served project", 0),
        }
        spawn_local(async move {
            let progress = move |progress| self.opening(progress);
            let question = Question::Open(source);
            let answer = self.client().ask_with_progress(question, progress).await;
            self.opened(answer, Choices::Fresh);
        });
    }

    /// Reads the served project again, and keeps what was chosen.
    fn reopen(self) {
        spawn_local(async move {
            let answer = self.client().ask(Question::Open(Source::Served)).await;
            self.opened(answer, Choices::Kept);
        });
    }

    fn opened(self, answer: Answer, choices: Choices) {
        match answer {
            Answer::Opened(opened) => {
                let old = self.project.get_untracked();
                let edition = old.as_ref().map_or(1, |old| old.edition + 1);
                let project = Arc::new(Project::new(&opened, edition));
                match choices {
                    Choices::Fresh => self.take_fresh(project),
                    Choices::Kept => self.take_changed(project, old.as_deref()),
                }
                self.stale.set(None);
                self.stage.set(Stage::Open);
            }
            Answer::NotOpened(error) => match choices {
                Choices::Fresh => self.not_opened(error),
                // What was there stays; the next change brings the next try.
                Choices::Kept => self.stale.set(Some(error.to_string())),
            },
            Answer::Crashed(reason) => self.stage.set(Stage::Crashed(reason)),
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
        let width = window().inner_width().ok().and_then(|it| it.as_f64());
        let first_view = match width {
            Some(width) if width < WIDE => View::Graph,
            _ if !project.overview.is_sound && errors > 0 => View::Problems,
            _ => View::Plan,
        };
        self.selected.set(None);
        self.query.set(String::new());
        self.current.set(project.first_current());
        self.target.set(project.first_target().to_owned());
        let transaction = project.transaction.as_deref().unwrap_or("step");
        self.transaction.set(transaction.to_owned());
        if let Some(dialect) = &project.dialect {
            self.dialect.set(dialect.clone());
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
enum Choices {
    /// They begin anew.
    Fresh,
    /// They stay, since it is the same project.
    Kept,
}

/// Reads the served project again when its files change.
pub fn follow_disk(app: App) {
    if !is_served() {
        return;
    }
    // A browser without server-sent events shows what it has.
    let Ok(events) = EventSource::new("api/events") else {
        return;
    };
    let listener = EventListener::new(&events, "change", move |_| {
        if app.project.with_untracked(Option::is_some) {
            app.reopen();
        }
    });
    let lost = EventListener::new(&events, "error", move |_| {
        app.stale
            .set(Some("`limbeck serve` does not answer".to_owned()));
    });
    // The browser connects again by itself, and what changed meanwhile is to be read.
    let found = EventListener::new(&events, "open", move |_| {
        if app.stale.with_untracked(Option::is_some) {
            app.reopen();
        }
    });
    // The page follows as long as it lives.
    for listener in [listener, lost, found] {
        listener.forget();
    }
    std::mem::forget(events);
}
