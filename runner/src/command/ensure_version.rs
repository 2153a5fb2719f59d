use clap::Args;

use super::arguments::{LockArgument, lock_options};
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::CommandError;
use crate::run::LockedDatabase;

/// Make the version table where it does not exist
#[derive(Debug, Args)]
pub struct EnsureVersionArguments {
    /// Print the SQL instead of running it
    #[arg(long)]
    sql: bool,
    /// With `--sql`: the dialect, where no database tells
    #[arg(long, value_enum, value_name = "DIALECT", requires = "sql")]
    dialect: Option<DialectArgument>,
    #[command(flatten)]
    lock: LockArgument,
}

pub async fn run(
    context: &Context,
    arguments: &EnsureVersionArguments,
) -> Result<(), CommandError> {
    let config = context.config()?;
    if arguments.sql {
        let dialect = context.dialect(&config, arguments.dialect.map(|dialect| dialect.0))?;
        let sql = config.settings.version_table().create_sql(dialect);
        return context.output.verbatim(&format!("{sql};\n"));
    }
    let url = context.database(&config)?;
    let options = lock_options(context, &config, arguments.lock);
    let mut database = LockedDatabase::open(&url, &options).await?;
    let outcome = database.ensure_version_table().await;
    database.close().await;
    outcome
}
