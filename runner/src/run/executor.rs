use std::ops::Range;

use limbeck_planner::plan::{Plan, Statement, Step, VersionOperation};
use limbeck_planner::sql::Dialect;

use super::effect::{Effect, sets_session};
use super::failure::{self, Failed, Outcome};
use super::journal::{Journal, State};
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
    /// The version rows that are committed, sorted.
    pub current: Vec<String>,
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
    /// Runs the units in order, until one stops.
    pub async fn run(&mut self, units: &[Unit]) -> Result<(), CommandError> {
        for unit in units {
            let (steps, outcome) = match unit {
                Unit::Atomic(steps) => (steps.clone(), self.run_atomic(steps.clone()).await),
                Unit::Stepwise { step, start } => {
                    (*step..*step + 1, self.run_stepwise(*step, *start).await)
                }
            };
            if let Err((stop, remains)) = outcome {
                self.progress.finish();
                return Err(failure::explain(
                    stop,
                    &Failed {
                        plan: self.plan,
                        unit: steps,
                        remains,
                        current: &self.current,
                    },
                ));
            }
            for step in &self.plan.steps[steps] {
                move_rows(&mut self.current, &step.order.version_operations);
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

    /// Runs the statements of a step one by one, with a record of how far it is.
    async fn run_stepwise(&mut self, index: usize, start: usize) -> Result<(), (Stop, Outcome)> {
        let mut done = start;
        match self.fill_record(index, &mut done).await {
            Ok(()) => Ok(()),
            Err(stop) => {
                let certain = self.settle(index, done, &stop).await;
                Err((stop, Outcome::Partly { done, certain }))
            }
        }
    }

    async fn fill_record(&mut self, index: usize, done: &mut usize) -> Result<(), Stop> {
        let step = &self.plan.steps[index];
        self.check_ground().await?;
        self.journal.create(self.session).await?;
        self.session.begin().await?;
        self.journal.clear(self.session).await?;
        self.journal
            .start(self.session, step, &self.current, *done, State::Ready)
            .await?;
        self.session.commit().await?;
        self.announce(index);
        self.set_session_again(index, *done).await?;
        // Whether the script itself has a transaction open.
        let mut open = false;
        for number in *done..step.statements.len() {
            if !open {
                self.stop_if_asked(index, number)?;
            }
            self.run_recorded(index, number, &mut open).await?;
            // What a transaction of the script's own has done is done when it commits.
            if !open {
                *done = number + 1;
            }
        }
        self.session.begin().await?;
        self.change_rows(step).await?;
        self.journal.clear(self.session).await?;
        self.session.commit().await?;
        Ok(())
    }

    /// What the statements before `start` set in the session went with the session that ran them.
    async fn set_session_again(&mut self, index: usize, start: usize) -> Result<(), Stop> {
        let dialect = self.dialect();
        for number in 0..start {
            if sets_session(&self.plan.steps[index].statements[number].sql, dialect) {
                self.run_statement(index, number).await?;
            }
        }
        Ok(())
    }

    /// Runs a statement so that the record and the statement's effect agree as far as the
    /// database can make them.
    async fn run_recorded(
        &mut self,
        index: usize,
        number: usize,
        open: &mut bool,
    ) -> Result<(), Stop> {
        let step = &self.plan.steps[index];
        let dialect = self.dialect();
        match Effect::of(&step.statements[number].sql, dialect) {
            Effect::Begin => {
                self.run_statement(index, number).await?;
                *open = true;
            }
            Effect::Commit if *open => {
                // The note becomes true with the commit that makes it visible.
                self.journal
                    .note(self.session, step, number + 1, State::Ready)
                    .await?;
                self.run_statement(index, number).await?;
                *open = false;
            }
            Effect::RollBack if *open => {
                self.run_statement(index, number).await?;
                *open = false;
                self.journal
                    .note(self.session, step, number + 1, State::Ready)
                    .await?;
            }
            // MySQL commits what is open before it changes a schema.
            Effect::Lasting if *open && dialect != Dialect::Mysql => {
                self.run_statement(index, number).await?;
            }
            Effect::Undoable if *open => self.run_statement(index, number).await?,
            Effect::Undoable => {
                self.session.begin().await?;
                self.run_statement(index, number).await?;
                self.journal
                    .note(self.session, step, number + 1, State::Ready)
                    .await?;
                self.session.commit().await?;
            }
            Effect::Lasting | Effect::Commit | Effect::RollBack => {
                self.journal
                    .note(self.session, step, number, State::Running)
                    .await?;
                self.run_statement(index, number).await?;
                *open = false;
                self.journal
                    .note(self.session, step, number + 1, State::Ready)
                    .await?;
            }
        }
        Ok(())
    }

    /// Ends what a stopped step left open, and writes down what is known. Says whether it is
    /// certain how far the step came.
    async fn settle(&mut self, index: usize, done: usize, stop: &Stop) -> bool {
        // Outside a transaction there is nothing to roll back, and the answer does not matter.
        let _undone = self.session.roll_back().await;
        let refused = match stop {
            Stop::Statement { error, .. } => !error.is_connection_gone(),
            Stop::Signal { .. } => true,
            Stop::Commit(_) | Stop::Other(_) => false,
        };
        if !refused {
            return false;
        }
        let step = &self.plan.steps[index];
        let noted = if done == 0 {
            self.journal.clear(self.session).await
        } else {
            let ready = State::Ready;
            self.journal.note(self.session, step, done, ready).await
        };
        noted.is_ok()
    }

    /// Sends a statement of a script. The second signal cancels it.
    async fn run_statement(&mut self, step: usize, statement: usize) -> Result<(), Stop> {
        let owner = &self.plan.steps[step];
        let sent: &Statement = &owner.statements[statement];
        self.progress
            .statement(statement + 1, owner.statements.len(), &sent.sql);
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

    fn stop_if_asked(&self, step: usize, statement: usize) -> Result<(), Stop> {
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
    async fn check_ground(&mut self) -> Result<(), Stop> {
        self.lock.verify(self.session).await?;
        let mut found = self.rows.read(self.session).await?;
        found.sort();
        if found == self.current {
            return Ok(());
        }
        Err(Stop::Other(failure::moved(&self.current, &found)))
    }

    async fn change_rows(&mut self, step: &Step) -> Result<(), Stop> {
        for operation in &step.order.version_operations {
            let met = self.rows.apply(self.session, operation).await?;
            failure::expect_one_row(met, operation, self.rows)?;
        }
        Ok(())
    }

    fn announce(&self, index: usize) {
        let step = &self.plan.steps[index];
        let mut line = format!(
            "Running {} {} -> {}",
            step.order.direction.name(),
            step.order.from.join(", "),
            step.order.to.join(", ")
        );
        if !step.message.is_empty() {
            line.push_str(", ");
            line.push_str(&step.message);
        }
        self.progress.step(index + 1, &line);
    }

    const fn dialect(&self) -> Dialect {
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
