use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use limbeck_planner::compare::{Difference, compare};
use limbeck_planner::document::ComparisonDocument;
use limbeck_planner::evolution::{Evolution, Origin};
use limbeck_planner::schema::{Name, Object};
use limbeck_planner::sql::Dialect;

use super::arguments::FormatArgument;
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::output::Format;
use crate::project::OpenProject;
use crate::render;
use crate::side::{self, Known, Live, Side};

/// Show what differs between two schemas
///
/// Each side is a revision or a target of the history, the path of an SQL file or of a folder of
/// SQL files that make a schema, the word `schema` for the declared one, or the word `database`.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// The one side
    #[arg(value_name = "A", allow_negative_numbers = true)]
    left: String,
    /// The other side
    #[arg(value_name = "B", allow_negative_numbers = true)]
    right: String,
    /// The files, or folders of files, that declare the schema [default: the configuration's]
    #[arg(long, value_name = "PATH")]
    schema: Vec<PathBuf>,
    /// The dialect, where no database tells
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,
    /// Exit with 1 if something differs
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub async fn run(context: &Context, arguments: &DiffArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let left = Side::parse(&arguments.left, &project, &arguments.schema)?;
    let right = Side::parse(&arguments.right, &project, &arguments.schema)?;
    let needs_database = [&left, &right]
        .into_iter()
        .any(|side| matches!(side, Side::Database) || *side == Side::Target("current".to_owned()));
    let live = if needs_database {
        Some(side::live(context, &project).await?)
    } else {
        None
    };
    let mut work = Work::new(context, &project, arguments.dialect, live)?;
    let (left, right) = (work.known(&left)?, work.known(&right)?);
    let differences = compare(&left.schema, &right.schema);
    let origins = work.origins([&left, &right], &differences);
    let comparison = Comparison {
        left,
        right,
        differences,
        origins,
    };
    comparison.show(context, arguments.format.format)?;
    if arguments.exit_code {
        comparison.fail_if_different()?;
    }
    Ok(())
}

/// What both sides are worked out with.
struct Work<'project> {
    project: &'project OpenProject,
    dialect: Dialect,
    default: Option<Name>,
    live: Option<Live>,
    evolution: Option<Evolution>,
}

impl<'project> Work<'project> {
    fn new(
        context: &Context,
        project: &'project OpenProject,
        dialect: Option<DialectArgument>,
        live: Option<Live>,
    ) -> Result<Self, CommandError> {
        let (dialect, default) = if let Some(live) = &live {
            (
                live.introspection.schema.dialect(),
                live.introspection.default_namespace.clone(),
            )
        } else {
            let given = dialect.map(|dialect| dialect.0);
            (context.dialect(&project.config, given)?, None)
        };
        Ok(Self {
            project,
            dialect,
            default,
            live,
            evolution: None,
        })
    }

    fn known(&mut self, side: &Side) -> Result<Known, CommandError> {
        match (side, &self.live) {
            (Side::Declared(paths), _) => {
                side::of_files(self.project, paths, self.dialect, self.default.clone())
            }
            (Side::Target(text), live) => {
                let current = live.as_ref().map_or(&[][..], |live| &live.current);
                let evolution = match &mut self.evolution {
                    Some(evolution) => evolution,
                    none => none.insert(side::evolution(
                        self.project,
                        self.dialect,
                        self.default.clone(),
                    )?),
                };
                side::at_target(self.project, evolution, text, current)
            }
            (Side::Database, Some(live)) => Ok(side::of_database(live)),
            (Side::Database, None) => Err(CommandError::new(
                ErrorKind::DatabaseUrl,
                "no database is named",
            )),
        }
    }

    /// Which statements of the history made what differs, where one side is of the history.
    fn origins(
        &mut self,
        sides: [&Known; 2],
        differences: &[Difference],
    ) -> BTreeMap<Object, Origin> {
        let Some(evolution) = &mut self.evolution else {
            return BTreeMap::new();
        };
        let [left, right] = sides.map(|side| side.revisions.as_deref());
        let mut found = |revisions: Option<&[String]>| match revisions {
            Some(revisions) => origins_at(self.project, evolution, revisions, differences),
            None => BTreeMap::new(),
        };
        let (mut origins, newer) = (found(left), found(right));
        // Of two statements, that which one side alone has made the difference.
        let left: Vec<&str> = left
            .unwrap_or_default()
            .iter()
            .map(String::as_str)
            .collect();
        let is_new = |origin: &Origin| {
            let planner = &self.project.planner;
            !evolution.includes(planner, &left, &origin.revision)
        };
        for (object, origin) in newer {
            if is_new(&origin) || !origins.contains_key(&object) {
                origins.insert(object, origin);
            }
        }
        origins
    }
}

/// Which statements of the history up to some revisions made what differs.
pub(super) fn origins_at(
    project: &OpenProject,
    evolution: &mut Evolution,
    revisions: &[String],
    differences: &[Difference],
) -> BTreeMap<Object, Origin> {
    let objects: BTreeSet<Object> = differences
        .iter()
        .map(|difference| difference.object.clone())
        .collect();
    let revisions: Vec<&str> = revisions.iter().map(String::as_str).collect();
    evolution.origins(&project.planner, &revisions, &objects)
}

/// Two sides, and what differs between them.
pub(super) struct Comparison {
    pub(super) left: Known,
    pub(super) right: Known,
    pub(super) differences: Vec<Difference>,
    pub(super) origins: BTreeMap<Object, Origin>,
}

impl Comparison {
    /// The document of it.
    fn document(&self) -> ComparisonDocument {
        let causes = [&self.left, &self.right].map(|side| side.schema.uncertainty().causes());
        ComparisonDocument::of(
            (&self.left.label, &self.right.label),
            &self.differences,
            &self.origins,
            &causes.concat(),
        )
    }

    /// Prints it.
    pub(super) fn show(&self, context: &Context, format: Format) -> Result<(), CommandError> {
        let document = self.document();
        match format {
            Format::Json => context.output.json(&document),
            Format::Text => context.output.write(&render::comparison(&document)),
        }
    }

    /// Fails where something differs.
    pub(super) fn fail_if_different(&self) -> Result<(), CommandError> {
        let count = match self.differences.len() {
            0 => return Ok(()),
            1 => "1 difference".to_owned(),
            differences => format!("{differences} differences"),
        };
        Err(CommandError::new(
            ErrorKind::SchemaDiffers,
            format!(
                "{} and {} differ: {count}",
                self.left.label, self.right.label
            ),
        ))
    }
}
