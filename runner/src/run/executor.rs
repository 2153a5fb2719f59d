use std::ops::Range;

use limbeck_planner::history::History;
use limbeck_planner::plan::{Plan, Statement, Step, VersionOperation};
use limbeck_planner::source::SectionTransaction;
use limbeck_planner::sql::Dialect;

use super::failure::{self, Failed, Outcome, RunKind};
use super::journal::Journal;
use super::resume::Resume;
use super::session::SessionSettings;
use super::signals::{Signal, Signals};
use super::unit::Unit;
use crate::database::{DatabaseError, Session, VersionRows};
use crate::error::CommandError;
use crate::lock::Lock;
use crate::progress::Progress;

/// Runs the units of one plan.
#[derive(Debug)]
pub struct Executor<'run> {
    pub session: &'run mut Session,
    pub lock: &'run Lock,
    pub rows: &'run VersionRows,
    pub journal: &'run mut Journal,
    pub signals: Signals,
    pub progress: &'run Progress,
    pub plan: &'run Plan,
    pub kind: RunKind,
    /// The history of the plan's revisions, where there is a project.
    pub history: Option<&'run History>,
    /// The version rows that are committed, sorted.
    pub current: Vec<String>,
    /// What the scripts that are done set in the session.
    pub settings: SessionSettings,
    /// Whether a statement that is in no transaction is one by itself.
    pub autocommit: Autocommit,
}

/// Whether each statement outside a transaction commits by itself. Only MySQL's scripts can change
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Autocommit {
    /// It does.
    On,
    /// A transaction begins with the first statement behind another's end.
    Off,
}

/// Why a unit stops.
#[derive(Debug)]
pub enum Stop {
    /// A statement of a script failed.
    Statement {
        /// The step, by its index.
        step: usize,
        /// The statement, by its index.
        statement: usize,
        /// What the database says.
        error: DatabaseError,
    },
    /// Committing the unit failed.
    Commit(DatabaseError),
    /// A signal came.
    Signal {
        /// Which.
        signal: Signal,
        /// The step that was to run, by its index.
        step: usize,
        /// The statement that was to run, by its index.
        statement: usize,
    },
    /// Something else: the lock, the version rows, the journal.
    Other(CommandError),
}

impl Stop {
    /// Whether the database itself says that it did not do what it was sent.
    pub const fn is_refusal(&self) -> bool {
        match self {
            Self::Statement { error, .. } => !error.is_connection_gone(),
            Self::Signal { .. } => true,
            Self::Commit(_) | Self::Other(_) => false,
        }
    }
}

impl From<DatabaseError> for Stop {
    fn from(error: DatabaseError) -> Self {
        Self::Other(error.into())
    }
}

impl From<CommandError> for Stop {
    fn from(error: CommandError) -> Self {
        Self::Other(error)
    }
}

impl Executor<'_> {
    /// Runs the units in order, until one stops. The first goes on where an earlier run left it,
    /// if one did.
    pub async fn run(
        &mut self,
        units: &[Unit],
        resume: Option<Resume>,
    ) -> Result<(), CommandError> {
        let mut resume = resume;
        for unit in units {
            let (steps, ran, outcome) = match unit {
                Unit::Atomic(steps) => {
                    let outcome = self.run_atomic(steps.clone()).await;
                    (steps.clone(), SectionTransaction::Inside, outcome)
                }
                Unit::Stepwise(step) => {
                    let outcome = self.run_stepwise(*step, resume.take()).await;
                    (*step..*step + 1, SectionTransaction::Outside, outcome)
                }
            };
            if let Err((stop, remains)) = outcome {
                self.progress.finish();
                return Err(failure::explain(
                    stop,
                    &Failed {
                        plan: self.plan,
                        kind: self.kind,
                        unit: steps,
                        remains,
                        current: &self.current,
                    },
                ));
            }
            for step in &self.plan.steps[steps] {
                move_rows(&mut self.current, &step.order.version_operations);
                self.settings.add(step, ran, self.dialect());
            }
        }
        Ok(())
    }

    /// Runs steps inside one transaction.
    async fn run_atomic(&mut self, steps: Range<usize>) -> Result<(), (Stop, Outcome)> {
        let begun = self.session.begin().await;
        begun.map_err(|error| (error.into(), Outcome::Undone))?;
        if let Err(stop) = self.fill_transaction(steps).await {
            let undone = self.session.roll_back().await;
            // When the connection is gone, the database rolls back by itself.
            let certain = undone.is_ok() || self.dialect() != Dialect::Sqlite;
            let outcome = if certain {
                Outcome::Undone
            } else {
                Outcome::Unknown
            };
            return Err((stop, outcome));
        }
        match self.session.commit().await {
            Ok(()) => Ok(()),
            Err(error) if error.is_connection_gone() => {
                Err((Stop::Commit(error), Outcome::Unknown))
            }
            Err(error) => {
                let _undone = self.session.roll_back().await;
                Err((Stop::Commit(error), Outcome::Undone))
            }
        }
    }

    async fn fill_transaction(&mut self, steps: Range<usize>) -> Result<(), Stop> {
        self.check_ground().await?;
        for index in steps {
            let step = &self.plan.steps[index];
            self.announce(index);
            for number in 0..step.statements.len() {
                self.stop_if_asked(index, number)?;
                self.run_statement(index, number).await?;
            }
            self.change_rows(step).await?;
            self.stop_if_asked(index, step.statements.len())?;
        }
        Ok(())
    }

    /// Sends a statement of a script. The second signal cancels it.
    pub(super) async fn run_statement(
        &mut self,
        step: usize,
        statement: usize,
    ) -> Result<(), Stop> {
        let owner = &self.plan.steps[step];
        let sent: &Statement = &owner.statements[statement];
        self.progress
            .statement(statement + 1, owner.statements.len(), sent);
        let canceller = self.session.canceller();
        let mut signals = self.signals.clone();
        let mut patience = self.signals.clone();
        let progress = self.progress;
        let session = &mut *self.session;
        let running = async {
            match &sent.copy_data {
                Some(data) => session.copy_in(&sent.sql, data).await,
                None => session.execute(&sent.sql).await,
            }
        };
        tokio::pin!(running);
        let mut told = self.signals.stop().is_some();
        let mut cancelled = false;
        let outcome = loop {
            tokio::select! {
                outcome = &mut running => break outcome,
                signal = signals.first(), if !told => {
                    told = true;
                    progress.message(&format!(
                        "{} received: stopping after this statement (again to cancel it)",
                        signal.name()
                    ));
                }
                _ = patience.second(), if !cancelled => {
                    cancelled = true;
                    if let Err(error) = canceller.cancel().await {
                        progress.warning(&format!("the statement cannot be cancelled: {error}"));
                    }
                }
            }
        };
        match outcome {
            Ok(_) => Ok(()),
            Err(error) => match self.signals.stop() {
                Some(signal) if cancelled && !error.is_connection_gone() => Err(Stop::Signal {
                    signal,
                    step,
                    statement,
                }),
                _ => Err(Stop::Statement {
                    step,
                    statement,
                    error,
                }),
            },
        }
    }

    pub(super) fn stop_if_asked(&self, step: usize, statement: usize) -> Result<(), Stop> {
        match self.signals.stop() {
            None => Ok(()),
            Some(signal) => Err(Stop::Signal {
                signal,
                step,
                statement,
            }),
        }
    }

    /// Looks, inside the transaction where there is one, whether the lock still holds and the
    /// version rows are what they were: another tool may have run meanwhile.
    pub(super) async fn check_ground(&mut self) -> Result<(), Stop> {
        self.lock.verify(self.session).await?;
        let mut found = self.rows.read(self.session).await?;
        found.sort();
        if found == self.current {
            return Ok(());
        }
        Err(Stop::Other(failure::moved(&self.current, &found)))
    }

    pub(super) async fn change_rows(&mut self, step: &Step) -> Result<(), Stop> {
        for operation in &step.order.version_operations {
            let met = self.rows.apply(self.session, operation).await?;
            failure::expect_one_row(met, operation, self.rows)?;
        }
        Ok(())
    }

    pub(super) fn announce(&self, index: usize) {
        let step = &self.plan.steps[index];
        let (from, to) = (step.order.from.join(", "), step.order.to.join(", "));
        let mut line = format!("Running {} ", step.order.direction.name());
        // A plan file without its project does not tell the parents of a step that leaves their
        // rows alone: saying nothing of them is not the same as saying that it follows base.
        if self.history.is_none() && (from.is_empty() || to.is_empty()) {
            line.push_str(&step.order.revision);
        } else {
            line = format!("{line}{from} -> {to}");
        }
        if !step.message.is_empty() {
            line.push_str(", ");
            line.push_str(&step.message);
        }
        self.progress.step(index + 1, &line);
    }

    pub(super) const fn dialect(&self) -> Dialect {
        self.session.dialect()
    }
}

/// Changes sorted `rows` as the version table's rows change.
fn move_rows(rows: &mut Vec<String>, operations: &[VersionOperation]) {
    for operation in operations {
        match operation {
            VersionOperation::Insert { revision } => rows.push(revision.clone()),
            VersionOperation::Delete { revision } => rows.retain(|row| row != revision),
            VersionOperation::Update { from, to } => {
                rows.retain(|row| row != from);
                rows.push(to.clone());
            }
        }
    }
    rows.sort();
}
