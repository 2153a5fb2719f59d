use clap::Args;
use limbeck_planner::plan::Direction;

use super::arguments::RunArguments;
use super::migrate::{self, Offline};
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::CommandError;

/// Upgrade the database to a later revision
#[derive(Debug, Args)]
pub struct UpgradeArguments {
    /// Where to go: `head`, `heads`, an id, `+2`, `shop@head`; with `--sql` also a range `a:b`
    #[arg(value_name = "TARGET", allow_negative_numbers = true)]
    target: String,
    /// Print the SQL instead of running it; it starts from base where nothing else is said
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

pub async fn run(context: &Context, arguments: &UpgradeArguments) -> Result<(), CommandError> {
    if arguments.sql {
        let offline = Offline {
            target: &arguments.target,
            from: arguments.from.as_deref(),
            dialect: arguments.dialect.map(|dialect| dialect.0),
        };
        return migrate::print_sql(context, Direction::Upgrade, offline, arguments.run);
    }
    migrate::run(
        context,
        Direction::Upgrade,
        &arguments.target,
        arguments.run,
    )
    .await
}
