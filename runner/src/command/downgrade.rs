use clap::Args;
use limbeck_planner::plan::Direction;

use super::arguments::RunArguments;
use super::migrate::{self, Offline};
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::CommandError;

/// Downgrade the database to an earlier revision
#[derive(Debug, Args)]
pub struct DowngradeArguments {
    /// Where to go: `base`, an id, `-1`, `shop@base`; with `--sql` a range `a:b`
    #[arg(value_name = "TARGET", allow_negative_numbers = true)]
    target: String,
    /// Print the SQL instead of running it
    #[arg(long)]
    sql: bool,
    /// With `--sql`: the revisions that the database is at, or `base`
    #[arg(long, value_name = "REV", value_delimiter = ',', requires = "sql")]
    from: Option<Vec<String>>,
    /// With `--sql`: the dialect, where no database tells
    #[arg(long, value_enum, value_name = "DIALECT", requires = "sql")]
    dialect: Option<DialectArgument>,
    #[command(flatten)]
    pub run: RunArguments,
}

pub async fn run(context: &Context, arguments: &DowngradeArguments) -> Result<(), CommandError> {
    if arguments.sql {
        let offline = Offline {
            target: &arguments.target,
            from: arguments.from.as_deref(),
            dialect: arguments.dialect.map(|dialect| dialect.0),
        };
        return migrate::print_sql(context, Direction::Downgrade, offline, arguments.run);
    }
    migrate::run(
        context,
        Direction::Downgrade,
        &arguments.target,
        arguments.run,
    )
    .await
}
