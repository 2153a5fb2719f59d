//! Runs plans on a database: under a lock, step by step, so that a run can be killed at any
//! moment and the next one takes up from where the database is.

mod advice;
mod check;
mod effect;
mod executor;
mod failure;
mod journal;
mod record;
mod resume;
mod session;
mod signals;
mod stepwise;
mod unit;

use std::time::Duration;

use limbeck_planner::history::History;
use limbeck_planner::plan::{Plan, TransactionMode, VersionOperation, VersionTable};
use limbeck_planner::sql::Dialect;

use crate::database::{DatabaseError, Purpose, Session, VersionRows};
use crate::error::CommandError;
use crate::lock::{Lock, Waiting};
use crate::output::Output;
use crate::progress::Progress;
use crate::render;
use crate::url::DatabaseUrl;

pub use check::check_transactions;
pub use failure::RunKind;
pub use resume::{Assumption, LostSession};
pub use signals::{Signal, Signals};

use executor::{Autocommit, Executor};
use failure::interrupted_while_waiting;
use journal::Journal;
use record::Record;
use resume::Resume;
use session::SessionSettings;
use unit::FirstStep;

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
    /// What is done where the session of an interrupted run had something that no other has.
    pub lost_session: LostSession,
    /// Where words go.
    pub output: Output,
}

/// What is to be run.
#[derive(Debug, Clone, Copy)]
pub struct Run<'run> {
    /// The steps; they start at [`LockedDatabase::current`].
    pub plan: &'run Plan,
    /// Where the plan comes from.
    pub kind: RunKind,
    /// The history of the plan's revisions, where there is a project.
    pub history: Option<&'run History>,
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
                let lock = lock_on_server(&mut session, &options.version_table, waiting).await?;
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

    /// Runs the steps of a plan.
    ///
    /// Where an earlier run left a step unfinished, the plan has to begin with that step, and it
    /// goes on behind the statements that are done.
    pub async fn run(&mut self, run: Run<'_>, options: &RunOptions) -> Result<(), CommandError> {
        let plan = run.plan;
        check_transactions(plan, options.transaction)?;
        warn_of_ignored(plan, options);
        let resume = self.resume(run, options).await?;
        self.ensure_version_table().await?;
        if let (Some(resume), Some(step)) = (&resume, plan.steps.first()) {
            options.output.message(&resume::taken_up(resume, step));
        }
        let first = match resume {
            Some(_) => FirstStep::Resumed,
            None => FirstStep::Whole,
        };
        let progress = Progress::start(plan.steps.len(), options.output);
        let mut executor = Executor {
            session: &mut self.session,
            lock: &self.lock,
            rows: &self.rows,
            journal: &mut self.journal,
            signals: self.signals.clone(),
            progress: &progress,
            plan,
            kind: run.kind,
            history: run.history,
            current: sorted(&self.current),
            settings: SessionSettings::default(),
            autocommit: Autocommit::On,
        };
        let units = unit::units(plan, options.transaction, first);
        let outcome = executor.run(&units, resume).await;
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
        run: Run<'_>,
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
        // What the plan itself still runs is not whole, whatever the rows look like.
        let is_planned = run.plan.steps.iter().any(|step| record.is_about(step));
        if is_planned || !record.is_whole(&self.current, run.history) {
            return resume::decide(&record, run.plan, options.assumption, options.lost_session)
                .map(Some);
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

/// Takes the lock of the table that is meant: it is the database that says which that is, and by
/// then another run may have made it somewhere else.
async fn lock_on_server(
    session: &mut Session,
    table: &VersionTable,
    waiting: Waiting,
) -> Result<Lock, CommandError> {
    loop {
        let meant = VersionRows::locate(session, table).await?;
        let lock = Lock::on_server(session, meant.table(), waiting).await?;
        let found = VersionRows::locate(session, table).await?;
        if found.table() == meant.table() {
            return Ok(lock);
        }
        lock.release(session).await?;
    }
}

/// Version rows in the order in which they are compared.
pub fn sorted(rows: &[String]) -> Vec<String> {
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
            unit::place_of(step, statement),
            render::statement(statement),
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
    history: Option<&History>,
) -> Result<Option<String>, CommandError> {
    let journal = Journal::locate(session, rows).await?;
    let record = journal.read(session).await?;
    Ok(record
        .filter(|record| record.has_begun() && !record.is_whole(current, history))
        .map(|record| resume::seen(&record)))
}
