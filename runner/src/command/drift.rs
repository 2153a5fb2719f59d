use clap::Args;
use limbeck_planner::compare::{Change, compare};
use limbeck_planner::schema::Object;

use super::arguments::FormatArgument;
use super::diff::{Comparison, origins_at};
use crate::context::Context;
use crate::error::CommandError;
use crate::side;

/// Compare the database with the history at the revisions that it records
///
/// It exits with 0 where both agree, and with 1 where they do not. Each difference is named, with
/// what the scripts made, what the database has, and the script that made it.
#[derive(Debug, Args)]
pub struct DriftArguments {
    #[command(flatten)]
    pub format: FormatArgument,
}

pub async fn run(context: &Context, arguments: &DriftArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    // What is wrong with the scripts shows before anybody waits for a database.
    project.history()?;
    let live = side::live(context, &project).await?;
    let dialect = live.introspection.schema.dialect();
    let default = live.introspection.default_namespace.clone();
    let mut evolution = side::evolution(&project, dialect, default)?;
    let history = side::at_revisions(&project, &mut evolution, live.current.clone())?;
    let database = side::of_database(&live);
    let mut differences = compare(&history.schema, &database.schema);
    // The version table's own namespace is made by whoever configured it.
    differences.retain(|difference| {
        let is_of_version_table = matches!(&difference.object, Object::Namespace(name)
            if Some(name) == live.version_namespace.as_ref());
        !(is_of_version_table && difference.change == Change::OnlyRight)
    });
    let origins = origins_at(&project, &mut evolution, &live.current, &differences);
    let comparison = Comparison {
        left: history,
        right: database,
        differences,
        origins,
    };
    comparison.show(context, arguments.format.format)?;
    comparison.fail_if_different()
}
