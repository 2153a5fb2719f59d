//! Options that several commands have.

use std::time::Duration;

use clap::{Args, ValueEnum};
use limbeck_planner::plan::TransactionMode;
use limbeck_planner::target::Splice;

use crate::config::Config;
use crate::context::Context;
use crate::lock;
use crate::output::Format;
use crate::run::{Assumption, LostSession, RunOptions};

/// How a result is printed.
#[derive(Debug, Clone, Copy, Args)]
pub struct FormatArgument {
    /// How to print the result
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
}

/// How a report that a build may read is printed.
#[derive(Debug, Clone, Copy, Args)]
pub struct ReportArgument {
    /// How to print the result
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ReportFormat,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    #[default]
    Text,
    /// For programs: JSON on standard output, nothing else there
    Json,
    /// For GitHub: workflow commands, which it shows at the lines of a pull request
    Github,
}

impl ReportArgument {
    /// How errors are printed.
    pub const fn errors(self) -> Format {
        match self.format {
            ReportFormat::Json => Format::Json,
            ReportFormat::Text | ReportFormat::Github => Format::Text,
        }
    }
}

/// What a new revision may follow.
#[derive(Debug, Clone, Copy, Args)]
pub struct SpliceArgument {
    /// Allow it to follow revisions that are no heads
    #[arg(long)]
    splice: bool,
}

impl SpliceArgument {
    /// What was said.
    pub const fn choice(self) -> Splice {
        if self.splice {
            Splice::Allowed
        } else {
            Splice::Refused
        }
    }
}

/// How steps are grouped into transactions.
#[derive(Debug, Clone, Copy, Args)]
pub struct TransactionArgument {
    /// How steps are grouped into transactions [default: the configuration's, or `step`]
    #[arg(long, value_enum, value_name = "MODE")]
    transaction: Option<TransactionChoice>,
}

/// What `--transaction` takes.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum TransactionChoice {
    /// One transaction for each step
    Step,
    /// One transaction around all steps; a section marked `transaction:false` interrupts it
    All,
    /// None: each statement commits by itself
    None,
}

impl From<TransactionChoice> for TransactionMode {
    fn from(choice: TransactionChoice) -> Self {
        match choice {
            TransactionChoice::Step => Self::Step,
            TransactionChoice::All => Self::All,
            TransactionChoice::None => Self::None,
        }
    }
}

impl TransactionArgument {
    /// The choice: what was typed, else the configuration's.
    pub fn mode(self, config: &Config) -> TransactionMode {
        self.transaction
            .map_or(config.settings.transaction, TransactionMode::from)
    }
}

/// How a database is changed.
#[derive(Debug, Clone, Copy, Args)]
pub struct LockArgument {
    /// Seconds to wait for another run on the same database to end [default: the
    /// configuration's, or 60]
    #[arg(long, value_name = "SECONDS")]
    lock_timeout: Option<u64>,
}

impl LockArgument {
    /// The choice: what was typed, else the configuration's.
    pub fn timeout(self, config: &Config) -> Duration {
        self.lock_timeout
            .or(config.settings.lock_timeout)
            .map_or(lock::DEFAULT_TIMEOUT, Duration::from_secs)
    }
}

/// What is known of a statement that an earlier run was interrupted at, and of its session.
#[derive(Debug, Clone, Copy, Args)]
pub struct AssumptionArgument {
    /// After a run that was interrupted in a statement: the statement did take effect
    #[arg(long)]
    assume_applied: bool,
    /// After a run that was interrupted in a statement: the statement did not take effect
    #[arg(long, conflicts_with = "assume_applied")]
    assume_not_applied: bool,
    /// After a run that was interrupted inside a step: go on without the variables, temporary
    /// tables and computed settings of its session
    #[arg(long)]
    new_session: bool,
}

impl AssumptionArgument {
    /// What was said.
    pub const fn assumption(self) -> Option<Assumption> {
        if self.assume_applied {
            Some(Assumption::Applied)
        } else if self.assume_not_applied {
            Some(Assumption::NotApplied)
        } else {
            None
        }
    }

    /// What is done where the session of the interrupted run had something that no other has.
    pub const fn lost_session(self) -> LostSession {
        if self.new_session {
            LostSession::GoOn
        } else {
            LostSession::Refuse
        }
    }
}

/// The options of the commands that run scripts.
#[derive(Debug, Clone, Copy, Args)]
pub struct RunArguments {
    #[command(flatten)]
    pub transaction: TransactionArgument,
    #[command(flatten)]
    pub lock: LockArgument,
    #[command(flatten)]
    pub assumption: AssumptionArgument,
    #[command(flatten)]
    pub format: FormatArgument,
}

/// What a run needs to know of the configuration and of what was typed.
pub fn run_options(
    context: &Context,
    config: &Config,
    transaction: TransactionArgument,
    lock: LockArgument,
    assumption: AssumptionArgument,
) -> RunOptions {
    RunOptions {
        transaction: transaction.mode(config),
        assumption: assumption.assumption(),
        lost_session: assumption.lost_session(),
        ..lock_options(context, config, lock)
    }
}

/// What taking the lock needs to know, for commands that run no script.
pub fn lock_options(context: &Context, config: &Config, lock: LockArgument) -> RunOptions {
    RunOptions {
        version_table: config.settings.version_table(),
        transaction: TransactionMode::default(),
        lock_timeout: lock.timeout(config),
        assumption: None,
        lost_session: LostSession::Refuse,
        output: context.output,
    }
}
