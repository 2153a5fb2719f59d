//! The project as JSON.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::{Stream, stream};
use limbeck_planner::source::{File, Unreadable};
use serde::Serialize;

use super::Server;
use crate::config::Config;
use crate::context::Context;
use crate::database::Look;
use crate::error::CommandError;
use crate::output::{Format, show_error};
use crate::side;

/// What the page gets of a project. No URL is in it, and so no password.
#[derive(Debug, Serialize)]
struct ProjectDocument {
    /// The name of the project's folder.
    name: String,
    /// The database's dialect, if one is named.
    dialect: Option<&'static str>,
    /// How steps are grouped into transactions.
    transaction: &'static str,
    /// The table that records where the database is.
    version_table: VersionTableDocument,
    /// Every script, as it is on disk.
    files: Vec<FileDocument>,
    /// The files that declare the schema.
    declared: Vec<FileDocument>,
    /// Why they cannot be read.
    declared_error: Option<String>,
    /// What may be a script, or a folder of some, and could not be read.
    unreadable: Vec<UnreadableDocument>,
    /// Where the database is; none where it cannot be read.
    current: Option<Vec<String>>,
    /// Why it cannot be read.
    current_error: Option<String>,
    /// Counts the changes.
    generation: u64,
}

#[derive(Debug, Serialize)]
struct VersionTableDocument {
    name: String,
    schema: Option<String>,
}

/// A file: its text, or its bytes where they are no UTF-8.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum FileDocument {
    Text { path: String, text: String },
    Bytes { path: String, base64: String },
}

/// A file or a folder, whose path ends with a slash, and why it could not be read.
#[derive(Debug, Serialize)]
struct UnreadableDocument {
    path: String,
    reason: String,
}

impl From<Unreadable> for UnreadableDocument {
    fn from(Unreadable { path, reason }: Unreadable) -> Self {
        Self { path, reason }
    }
}

impl From<File> for FileDocument {
    fn from(File { path, bytes }: File) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text { path, text },
            Err(error) => Self::Bytes {
                path,
                base64: STANDARD.encode(error.as_bytes()),
            },
        }
    }
}

/// `GET /api/project`.
pub async fn project(State(server): State<Arc<Server>>) -> Response {
    let generation = *server.generation.borrow();
    match describe(&server.context, generation).await {
        Ok(document) => {
            server.refusals.forget();
            Json(document).into_response()
        }
        Err(error) => {
            server.refusals.tell(&error);
            (StatusCode::INTERNAL_SERVER_ERROR, Json(error.to_json())).into_response()
        }
    }
}

/// What the terminal was told of a project that cannot be read: each reason once, though the page
/// asks again and again.
#[derive(Debug, Default)]
pub struct Refusals(Mutex<Option<String>>);

impl Refusals {
    fn tell(&self, error: &CommandError) {
        let told = Some(error.message.clone());
        if std::mem::replace(&mut *self.last(), told) != Some(error.message.clone()) {
            show_error(error, Format::Text);
        }
    }

    fn forget(&self) {
        *self.last() = None;
    }

    fn last(&self) -> MutexGuard<'_, Option<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn describe(context: &Context, generation: u64) -> Result<ProjectDocument, CommandError> {
    let config = context.shown_config()?;
    let found = crate::project::files(&config)?;
    let url = context.find_database(&config);
    let (declared, declared_error) =
        match side::declared_files(&config, &side::configured_paths(&config)) {
            Ok(files) => (files, None),
            Err(error) => (Vec::new(), Some(error.message.clone())),
        };
    let (current, current_error) = match current(context, &config).await {
        Ok(current) => (current, None),
        Err(error) => (None, Some(error.message.clone())),
    };
    let version_table = config.settings.version_table();
    Ok(ProjectDocument {
        name: config.root.file_name().map_or_else(
            || "project".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        ),
        dialect: url.ok().flatten().map(|url| url.dialect().name()),
        transaction: config.settings.transaction.name(),
        version_table: VersionTableDocument {
            name: version_table.name,
            schema: version_table.schema,
        },
        files: found.files.into_iter().map(FileDocument::from).collect(),
        declared: declared.into_iter().map(FileDocument::from).collect(),
        declared_error,
        unreadable: found.unreadable.into_iter().map(Into::into).collect(),
        current,
        current_error,
        generation,
    })
}

/// Where the database is; none where no database is named. Nothing is changed, and an SQLite file
/// that does not exist is not made: it is at base.
pub async fn current(
    context: &Context,
    config: &Config,
) -> Result<Option<Vec<String>>, CommandError> {
    let Some(url) = context.find_database(config)? else {
        return Ok(None);
    };
    let Some(look) = Look::at(&url, &config.settings.version_table()).await? else {
        return Ok(Some(Vec::new()));
    };
    look.session.close().await;
    Ok(Some(look.current))
}

/// How often a silent stream says that it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// `GET /api/events`: a `change` for each change on disk or of the database's current revisions. The
/// first is for the state at the start, which may be newer than the one that the page has read.
pub async fn events(
    State(server): State<Arc<Server>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut generation = server.generation.clone();
    generation.mark_changed();
    let stream = stream::unfold(generation, async |mut generation| {
        generation.changed().await.ok()?;
        let count = *generation.borrow_and_update();
        let event = Event::default()
            .event("change")
            .data(format!("{{\"generation\": {count}}}"));
        Some((Ok(event), generation))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}
