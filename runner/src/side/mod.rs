//! What has a schema: a place in the history, declared files, the database.

mod declared;

pub use declared::{
    configured as configured_paths, files as declared_files, paths as declared_paths,
};

use std::path::PathBuf;

use limbeck_planner::evolution::Evolution;
use limbeck_planner::plan::place;
use limbeck_planner::schema::{Name, NameKind, QualifiedName, Schema};
use limbeck_planner::sql::Dialect;
use limbeck_planner::target;

use crate::context::Context;
use crate::database::{Purpose, Session, VersionRows};
use crate::error::{CommandError, unknown_current};
use crate::introspect::{Introspection, introspect};
use crate::project::OpenProject;

/// The word for the database.
const DATABASE: &str = "database";
/// The word for the declared schema.
const DECLARED: &str = "schema";

/// One of two things that are compared, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// A place in the history.
    Target(String),
    /// Files, or folders of files, that declare a schema.
    Declared(Vec<PathBuf>),
    /// The database.
    Database,
}

/// A schema, and what it is called in messages.
#[derive(Debug, Clone)]
pub struct Known {
    /// What it is called, as in "only in …".
    pub label: String,
    /// The revisions, where it is a place in the history.
    pub revisions: Option<Vec<String>>,
    /// The schema.
    pub schema: Schema,
}

/// The database as it is.
#[derive(Debug)]
pub struct Live {
    /// What is in it.
    pub introspection: Introspection,
    /// The revisions that it records.
    pub current: Vec<String>,
    /// The namespace of its version table, if that is not the default one.
    pub version_namespace: Option<Name>,
}

impl Side {
    /// What is meant by `text`: the words `database` and `schema`, the path of something that
    /// exists or that looks like a path, or else a target.
    pub fn parse(
        text: &str,
        project: &OpenProject,
        declared: &[PathBuf],
    ) -> Result<Self, CommandError> {
        if text == DATABASE {
            return Ok(Self::Database);
        }
        if text == DECLARED {
            return declared::paths(project, declared).map(Self::Declared);
        }
        let path = PathBuf::from(text);
        if path.exists() || text.contains(['/', '\\']) || text.ends_with(".sql") {
            return Ok(Self::Declared(vec![path]));
        }
        Ok(Self::Target(text.to_owned()))
    }
}

/// Reads the database.
pub async fn live(context: &Context, project: &OpenProject) -> Result<Live, CommandError> {
    let url = context.database(&project.config)?;
    let version_table = project.config.settings.version_table();
    let mut session = Session::open(&url, Purpose::Read).await?;
    let rows = VersionRows::locate(&mut session, &version_table).await?;
    let current = rows.read(&mut session).await?;
    let history = project.history().ok();
    context
        .warn_of_unfinished(&mut session, &rows, &current, history)
        .await?;
    let introspection = introspect(&mut session, &version_table).await?;
    session.close().await;
    let dialect = introspection.schema.dialect();
    let namespace = rows.table().schema.as_deref();
    let namespace = namespace.map(|name| Name::stored(name, NameKind::Relation, dialect));
    Ok(Live {
        version_namespace: namespace
            .filter(|it| Some(it) != introspection.default_namespace.as_ref()),
        introspection,
        current,
    })
}

/// The schemas of a history, worked out for a database whose names without a namespace are in
/// `default`.
pub fn evolution(
    project: &OpenProject,
    dialect: Dialect,
    default: Option<Name>,
) -> Result<Evolution, CommandError> {
    let evolution = Evolution::new(project.history()?, dialect);
    Ok(match default {
        Some(default) => evolution.in_namespace(default),
        None => evolution,
    })
}

/// The schema at the revisions that `text` means; `current` is where the database is.
pub fn at_target(
    project: &OpenProject,
    evolution: &mut Evolution,
    text: &str,
    current: &[String],
) -> Result<Known, CommandError> {
    let history = project.history()?;
    let revisions: Vec<String> = if text == "current" {
        current.to_vec()
    } else {
        target::revisions(history, text)?
            .into_iter()
            .map(|revision| revision.id.clone())
            .collect()
    };
    at_revisions(project, evolution, revisions)
}

/// The schema at some revisions.
pub fn at_revisions(
    project: &OpenProject,
    evolution: &mut Evolution,
    revisions: Vec<String>,
) -> Result<Known, CommandError> {
    let history = project.history()?;
    if let Some(unknown) = revisions.iter().find(|id| history.get(id).is_none()) {
        return Err(unknown_current(unknown));
    }
    let ids: Vec<&str> = revisions.iter().map(String::as_str).collect();
    let schema = evolution.schema_at(&project.planner, &ids);
    Ok(Known {
        label: format!("the history at {}", place(&revisions)),
        revisions: Some(revisions),
        schema,
    })
}

/// The schema that files declare. The version table, which a dump has, is no part of it.
pub fn of_files(
    project: &OpenProject,
    paths: &[PathBuf],
    dialect: Dialect,
    default: Option<Name>,
) -> Result<Known, CommandError> {
    let mut schema = declared::read(project, paths, dialect, default)?;
    let version_table = project.config.settings.version_table();
    let stored = |name: &str| Name::stored(name, NameKind::Relation, dialect);
    schema.remove_relation(&QualifiedName {
        namespace: version_table.schema.as_deref().map(stored),
        name: stored(&version_table.name),
    });
    let shown: Vec<String> = paths
        .iter()
        .map(|path| format!("`{}`", declared::shown(&project.config, path)))
        .collect();
    Ok(Known {
        label: shown.join(", "),
        revisions: None,
        schema,
    })
}

/// The database's schema.
pub fn of_database(live: &Live) -> Known {
    Known {
        label: "the database".to_owned(),
        revisions: None,
        schema: live.introspection.schema.clone(),
    }
}
