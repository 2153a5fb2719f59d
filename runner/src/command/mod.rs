//! One file a command.

mod apply;
mod arguments;
mod branches;
mod check;
mod completions;
mod conflicts;
mod current;
mod diff;
mod downgrade;
mod drift;
mod edit;
mod ensure_version;
mod heads;
mod history;
mod init;
mod merge;
mod migrate;
mod plan;
mod rebase;
mod reference;
mod revision;
mod schema;
mod serve;
mod show;
mod stamp;
mod upgrade;

use clap::Subcommand;

use crate::context::Context;
use crate::error::CommandError;
use crate::output::Format;

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::InitArguments),
    Revision(revision::RevisionArguments),
    Upgrade(upgrade::UpgradeArguments),
    Downgrade(downgrade::DowngradeArguments),
    Current(current::CurrentArguments),
    History(history::HistoryArguments),
    Heads(heads::HeadsArguments),
    Branches(branches::BranchesArguments),
    Show(show::ShowArguments),
    Merge(merge::MergeArguments),
    Conflicts(conflicts::ConflictsArguments),
    Rebase(rebase::RebaseArguments),
    Stamp(stamp::StampArguments),
    Edit(edit::EditArguments),
    Check(check::CheckArguments),
    #[command(name = "ensure_version", alias = "ensure-version")]
    EnsureVersion(ensure_version::EnsureVersionArguments),
    Schema(schema::SchemaArguments),
    Diff(diff::DiffArguments),
    Drift(drift::DriftArguments),
    Plan(plan::PlanArguments),
    Apply(apply::ApplyArguments),
    Serve(serve::ServeArguments),
    Completions(completions::CompletionsArguments),
    #[command(hide = true)]
    Reference(reference::ReferenceArguments),
}

impl Command {
    /// How results and errors are printed.
    pub fn format(&self) -> Format {
        match self {
            Self::Upgrade(arguments) => arguments.run.format.format,
            Self::Downgrade(arguments) => arguments.run.format.format,
            Self::Current(arguments) => arguments.format.format,
            Self::History(arguments) => arguments.format.format,
            Self::Heads(arguments) => arguments.format.format,
            Self::Branches(arguments) => arguments.format.format,
            Self::Show(arguments) => arguments.format.format,
            Self::Check(arguments) => arguments.report.errors(),
            Self::Schema(arguments) => arguments.format.format,
            Self::Diff(arguments) => arguments.format.format,
            Self::Drift(arguments) => arguments.format.format,
            Self::Plan(arguments) => arguments.format(),
            Self::Apply(arguments) => arguments.format.format,
            Self::Stamp(arguments) => arguments.format.format,
            Self::Revision(arguments) => arguments.format.format,
            Self::Merge(arguments) => arguments.format.format,
            Self::Conflicts(arguments) => arguments.report.errors(),
            Self::Rebase(arguments) => arguments.format.format,
            Self::Init(_)
            | Self::Edit(_)
            | Self::EnsureVersion(_)
            | Self::Serve(_)
            | Self::Completions(_)
            | Self::Reference(_) => Format::Text,
        }
    }

    /// Does it.
    pub async fn run(self, context: &Context) -> Result<(), CommandError> {
        match self {
            Self::Init(arguments) => init::run(context, &arguments),
            Self::Revision(arguments) => revision::run(context, &arguments).await,
            Self::Upgrade(arguments) => upgrade::run(context, &arguments).await,
            Self::Downgrade(arguments) => downgrade::run(context, &arguments).await,
            Self::Current(arguments) => current::run(context, &arguments).await,
            Self::History(arguments) => history::run(context, &arguments).await,
            Self::Heads(arguments) => heads::run(context, &arguments),
            Self::Branches(arguments) => branches::run(context, &arguments),
            Self::Show(arguments) => show::run(context, &arguments).await,
            Self::Merge(arguments) => merge::run(context, &arguments),
            Self::Conflicts(arguments) => conflicts::run(context, &arguments),
            Self::Rebase(arguments) => rebase::run(context, &arguments).await,
            Self::Stamp(arguments) => stamp::run(context, &arguments).await,
            Self::Edit(arguments) => edit::run(context, &arguments).await,
            Self::Check(arguments) => check::run(context, &arguments),
            Self::EnsureVersion(arguments) => ensure_version::run(context, &arguments).await,
            Self::Schema(arguments) => schema::run(context, &arguments).await,
            Self::Diff(arguments) => diff::run(context, &arguments).await,
            Self::Drift(arguments) => drift::run(context, &arguments).await,
            Self::Plan(arguments) => plan::run(context, &arguments).await,
            Self::Apply(arguments) => apply::run(context, &arguments).await,
            Self::Serve(arguments) => serve::run(context, &arguments).await,
            Self::Completions(arguments) => completions::run(context, &arguments),
            Self::Reference(_) => reference::run(context),
        }
    }
}
