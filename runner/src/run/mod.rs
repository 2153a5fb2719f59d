//! Runs plans on a database: under a lock, step by step, so that a run can be killed at any
//! moment and the next one takes up from where the database is.

mod effect;
mod executor;
mod failure;
mod journal;
mod resume;
mod signals;
mod unit;

use std::time::Duration;

use limbeck_planner::plan::{Plan, TransactionMode, VersionOperation, VersionTable};
use limbeck_planner::sql::Dialect;

use crate::database::{DatabaseError, Purpose, Session, VersionRows};
use crate::error::CommandError;
use crate::lock::{Lock, Waiting};
use crate::output::Output;
use crate::progress::Progress;
use crate::url::DatabaseUrl;

pub use resume::Assumption;
pub use signals::Signals;
pub use unit::check_transactions;

use executor::Executor;
use failure::interrupted_while_waiting;
use journal::{Journal, Record};
use resume::Resume;

/// What the person who runs it can choose.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The table that records where the database is.
    pub version_table: VersionTable,
    /// How the steps are grouped into transactions.
    pub transaction: TransactionMode,
    /// How long to wait for another run.
    pub lock_timeout: Duration,
    /// What is known of the statement that an earlier run was interrupted at.
    pub assumption: Option<Assumption>,
    /// Where words go.
    pub output: Output,
}

/// A database that is locked for this run, with what it records.
#[derive(Debug)]
pub struct LockedDatabase {
    session: Session,
    lock: Lock,
    rows: VersionRows,
    journal: Journal,
    current: Vec<String>,
    signals: Signals,
}

impl LockedDatabase {
    /// Takes the lock and then, under it, reads where the database is.
    pub async fn open(url: &DatabaseUrl, options: &RunOptions) -> Result<Self, CommandError> {
        let signals = Signals::listen()?;
        let mut first = signals.clone();
        tokio::select! {
            opened = Self::open_until_asked(url, options, signals) => opened,
            // Nothing is under way yet: a server that does not answer is not waited for.
            signal = first.first() => Err(interrupted_while_waiting(signal)),
        }
    }

    async fn open_until_asked(
        url: &DatabaseUrl,
        options: &RunOptions,
        signals: Signals,
    ) -> Result<Self, CommandError> {
        let waiting = Waiting {
            timeout: options.lock_timeout,
            output: options.output,
        };
        let (mut session, lock) = match url {
            DatabaseUrl::File(file) => {
                let lock = Lock::on_file(file, waiting).await?;
                (Session::open(url, Purpose::Change).await?, lock)
            }
            DatabaseUrl::Postgresql(_) | DatabaseUrl::Mysql(_) => {
                let mut session = Session::open(url, Purpose::Change).await?;
                let table = &options.version_table;
                let lock = Lock::on_server(&mut session, url, table, waiting).await?;
                (session, lock)
            }
        };
        lock.verify(&mut session).await?;
        let rows = VersionRows::locate(&mut session, &options.version_table).await?;
        let journal = Journal::locate(&mut session, &rows).await?;
        let current = rows.read(&mut session).await?;
        Ok(Self {
            session,
            lock,
            rows,
            journal,
            current,
            signals,
        })
    }

    /// The revisions that the database records, in the order of its rows.
    pub fn current(&self) -> &[String] {
        &self.current
    }

    /// The dialect that the database speaks.
    pub const fn dialect(&self) -> Dialect {
        self.session.dialect()
    }

    /// Makes the version table where it does not exist.
    pub async fn ensure_version_table(&mut self) -> Result<(), CommandError> {
        Ok(self.rows.create(&mut self.session).await?)
    }

    /// Runs the steps of `plan`, which starts at [`LockedDatabase::current`].
    ///
    /// Where an earlier run left a step unfinished, the plan has to begin with that step, and it
    /// goes on behind the statements that are done.
    pub async fn run(&mut self, plan: &Plan, options: &RunOptions) -> Result<(), CommandError> {
        unit::check_transactions(plan, options.transaction)?;
        warn_of_ignored(plan, options);
        let resume = self.resume(plan, options).await?;
        self.ensure_version_table().await?;
        if let (Some(resume), Some(step)) = (&resume, plan.steps.first()) {
            options.output.message(&resume::taken_up(resume, step));
        }
        let progress = Progress::start(plan.steps.len(), options.output);
        let mut executor = Executor {
            session: &mut self.session,
            lock: &self.lock,
            rows: &self.rows,
            journal: &mut self.journal,
            signals: self.signals.clone(),
            progress: &progress,
            plan,
            current: sorted(&self.current),
        };
        let units = unit::units(plan, options.transaction, resume.map(|resume| resume.start));
        let outcome = executor.run(&units).await;
        self.current = executor.current;
        progress.finish();
        if outcome.is_ok() || matches!(self.journal.read(&mut self.session).await, Ok(None)) {
            let removed = self.journal.remove(&mut self.session).await;
            outcome?;
            removed?;
            return Ok(());
        }
        outcome
    }

    /// Where the plan's first step goes on, if an earlier run left it unfinished.
    async fn resume(
        &mut self,
        plan: &Plan,
        options: &RunOptions,
    ) -> Result<Option<Resume>, CommandError> {
        let record = self.journal.read(&mut self.session).await?;
        if options.assumption.is_some() && !record.as_ref().is_some_and(Record::is_uncertain) {
            options
                .output
                .warning("no earlier run was interrupted in a statement: nothing is assumed");
        }
        let Some(record) = record.filter(Record::has_begun) else {
            return Ok(None);
        };
        if record.starts_at(&self.current) {
            return resume::decide(&record, plan, options.assumption).map(Some);
        }
        let forgotten = resume::forgotten(&record, &self.current);
        options.output.warning(&forgotten);
        self.journal.clear(&mut self.session).await?;
        Ok(None)
    }

    /// Changes version rows without running any script: deletes all rows first if `purge`, then
    /// makes the changes. An unfinished step that an earlier run left is forgotten: whoever
    /// stamps says where the database is.
    pub async fn stamp(
        &mut self,
        purge: Purge,
        operations: &[VersionOperation],
    ) -> Result<(), CommandError> {
        self.ensure_version_table().await?;
        self.session.begin().await?;
        let outcome = self.change_rows(purge, operations).await;
        if let Err(error) = outcome {
            let _undone = self.session.roll_back().await;
            return Err(error);
        }
        self.session.commit().await?;
        self.journal.remove(&mut self.session).await?;
        self.current = self.rows.read(&mut self.session).await?;
        Ok(())
    }

    async fn change_rows(
        &mut self,
        purge: Purge,
        operations: &[VersionOperation],
    ) -> Result<(), CommandError> {
        if purge == Purge::AllRows {
            self.rows.purge(&mut self.session).await?;
        }
        for operation in operations {
            let met = self.rows.apply(&mut self.session, operation).await?;
            failure::expect_one_row(met, operation, &self.rows)?;
        }
        self.journal.clear(&mut self.session).await?;
        Ok(())
    }

    /// Gives the lock back and says goodbye.
    pub async fn close(mut self) {
        // The end of the session gives the lock back as well; nothing depends on the answer.
        let _released: Result<(), DatabaseError> = self.lock.release(&mut self.session).await;
        self.session.close().await;
    }
}

fn sorted(rows: &[String]) -> Vec<String> {
    let mut rows = rows.to_vec();
    rows.sort();
    rows
}

/// Warns of what somebody wrote to have an effect, and has none where it stands.
fn warn_of_ignored(plan: &Plan, options: &RunOptions) {
    for (step, statement) in unit::ignored(plan, options.transaction) {
        options.output.warning(&format!(
            "{}: the database ignores this inside a transaction: `{}`; mark the section \
             `-- migrate:{} transaction:false`",
            unit::place(step, statement.line, statement.column),
            failure::statement_excerpt(&statement.sql),
            unit::section(step),
        ));
    }
}

/// Whether a stamp begins with an empty version table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purge {
    /// Every row is deleted first.
    AllRows,
    /// The rows are changed from what they are.
    Nothing,
}

/// What an earlier run left unfinished, in a sentence; `None` where there is nothing.
pub async fn unfinished(
    session: &mut Session,
    rows: &VersionRows,
    current: &[String],
) -> Result<Option<String>, DatabaseError> {
    let journal = Journal::locate(session, rows).await?;
    let record = journal.read(session).await?;
    Ok(record
        .filter(|record| record.has_begun() && record.starts_at(current))
        .map(|record| resume::seen(&record)))
}
