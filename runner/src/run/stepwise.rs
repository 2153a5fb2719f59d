use limbeck_planner::source::SectionTransaction;
use limbeck_planner::sql::{Dialect, Refused, conduct};

use super::effect::{Effect, Next};
use super::executor::{Autocommit, Executor, Stop};
use super::failure::Outcome;
use super::record::State;
use super::resume::{self, Resume};
use super::session::{SessionSettings, statements_that_set};
use crate::database::DatabaseError;

/// What tells whether a transaction outlives a statement of MySQL's.
const SAVEPOINT: &str = "limbeck_savepoint";

/// Whether the script itself has a transaction open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Open,
    None,
}

/// A step whose statements run one by one, with a record of how far it is.
impl Executor<'_> {
    pub(super) async fn run_stepwise(
        &mut self,
        index: usize,
        resume: Option<Resume>,
    ) -> Result<(), (Stop, Outcome)> {
        let Resume { start, settings } = resume.unwrap_or_else(|| Resume {
            start: 0,
            settings: self.settings.clone(),
        });
        if let Err(stop) = self.prepare(index, start, &settings).await {
            // No statement was sent yet.
            let _undone = self.session.roll_back().await;
            return Err((
                stop,
                Outcome::Partly {
                    done: start,
                    certain: true,
                },
            ));
        }
        let mut done = start;
        match self.run_one_by_one(index, start, settings, &mut done).await {
            Ok(()) => Ok(()),
            Err(stop) => {
                let outcome = self.settle(index, done, &stop).await;
                Err((stop, outcome))
            }
        }
    }

    /// Writes the record with which the step begins, or goes on.
    async fn prepare(
        &mut self,
        index: usize,
        start: usize,
        settings: &SessionSettings,
    ) -> Result<(), Stop> {
        let step = &self.plan.steps[index];
        self.check_ground().await?;
        self.journal.create(self.session).await?;
        self.session.begin().await?;
        self.journal.clear(self.session).await?;
        self.journal
            .start(self.session, step, &self.current, start, settings)
            .await?;
        self.session.commit().await?;
        Ok(())
    }

    async fn run_one_by_one(
        &mut self,
        index: usize,
        start: usize,
        settings: SessionSettings,
        done: &mut usize,
    ) -> Result<(), Stop> {
        let step = &self.plan.steps[index];
        self.announce(index);
        if start > 0 || settings != self.settings {
            self.set_session_again(index, start, &settings).await?;
            self.settings = settings;
        }
        let mut own = self.own_outside();
        for number in start..step.statements.len() {
            self.stop_if_asked(index, number)?;
            let effect = self.run_recorded(index, number, &mut own).await?;
            // What a transaction of the script's own has done is done when it commits, and a
            // setting is done with what follows it.
            if own == Own::None && effect != Effect::Setting {
                *done = number + 1;
            }
        }
        self.session.begin().await?;
        self.change_rows(step).await?;
        self.journal.clear(self.session).await?;
        self.session.commit().await?;
        Ok(())
    }

    /// What the scripts before the step and the statements before `start` set in their session
    /// went with it.
    async fn set_session_again(
        &mut self,
        index: usize,
        start: usize,
        settings: &SessionSettings,
    ) -> Result<(), Stop> {
        let dialect = self.dialect();
        let step = &self.plan.steps[index];
        let own = statements_that_set(step, start, SectionTransaction::Outside, dialect);
        for sql in settings.statements().chain(own) {
            if let Err(error) = self.session.execute(sql).await {
                return Err(Stop::Other(resume::not_set_again(step, sql, error)));
            }
        }
        self.learn_autocommit().await?;
        Ok(())
    }

    /// Runs a statement so that the record and the statement's effect agree as far as the
    /// database can make them.
    ///
    /// The record is always written before what it tells of can be committed, so that what stands
    /// in it is true whenever a transaction ends, by whatever.
    async fn run_recorded(
        &mut self,
        index: usize,
        number: usize,
        own: &mut Own,
    ) -> Result<Effect, Stop> {
        let dialect = self.dialect();
        let step = &self.plan.steps[index];
        let effect = conduct(step.statements[number].code(), dialect).into();
        match (effect, *own) {
            (Effect::Setting, _) | (Effect::Undoable, Own::Open) => {
                self.run_statement(index, number).await?;
            }
            (Effect::Undoable, Own::None) => {
                self.session.begin().await?;
                self.run_statement(index, number).await?;
                self.note(index, number + 1, State::Ready).await?;
                self.session.commit().await?;
            }
            (Effect::Begin, Own::None) => {
                self.run_statement(index, number).await?;
                *own = Own::Open;
            }
            (Effect::Begin, Own::Open) => {
                // MySQL commits what is open, and the note with it.
                if dialect == Dialect::Mysql {
                    self.note(index, number, State::Ready).await?;
                }
                self.run_statement(index, number).await?;
            }
            (Effect::Commit(next), Own::Open) => {
                self.note(index, number + 1, State::Ready).await?;
                self.run_statement(index, number).await?;
                *own = self.own_behind(next);
            }
            (Effect::RollBack(next), Own::Open) => {
                self.run_statement(index, number).await?;
                *own = self.own_behind(next);
                if next == Next::Nothing {
                    self.note_alone(index, number + 1, State::Ready).await?;
                }
            }
            // Inside a transaction, the others refuse such a statement or run it inside.
            (Effect::Lasting, Own::Open) if dialect != Dialect::Mysql => {
                self.run_statement(index, number).await?;
            }
            (Effect::Lasting, Own::Open) => {
                if !self.outlives(index, number).await? {
                    *own = self.own_outside();
                    self.note_alone(index, number + 1, State::Ready).await?;
                }
            }
            (Effect::Lasting | Effect::Commit(_) | Effect::RollBack(_), Own::None) => {
                self.note_alone(index, number, State::Running).await?;
                self.run_statement(index, number).await?;
                self.learn_autocommit().await?;
                *own = self.own_outside();
                self.note_alone(index, number + 1, State::Ready).await?;
            }
        }
        Ok(effect)
    }

    /// Runs a statement of MySQL's that may commit the transaction that is open, and says whether
    /// the transaction is still open: a savepoint goes with its transaction.
    async fn outlives(&mut self, index: usize, number: usize) -> Result<bool, Stop> {
        self.note(index, number, State::Running).await?;
        self.session
            .execute(&format!("SAVEPOINT {SAVEPOINT}"))
            .await?;
        self.run_statement(index, number).await?;
        let released = self
            .session
            .execute(&format!("RELEASE SAVEPOINT {SAVEPOINT}"))
            .await;
        self.learn_autocommit().await?;
        match released {
            Ok(_) => Ok(true),
            Err(DatabaseError::Refusal(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Ends what a stopped step left open, and finds out how far it came: what a transaction did
    /// and what the record says of it are committed together, so the record knows.
    async fn settle(&mut self, index: usize, done: usize, stop: &Stop) -> Outcome {
        // Outside a transaction there is nothing to roll back, and the answer does not matter.
        let _undone = self.session.roll_back().await;
        if self.dialect() == Dialect::Postgresql {
            // A role that the script took may not be allowed to look at the record.
            let _own = self.session.execute("RESET SESSION AUTHORIZATION").await;
            let _own = self.session.execute("RESET ROLE").await;
        }
        let Ok(record) = self.journal.read(self.session).await else {
            return Outcome::Partly {
                done,
                certain: false,
            };
        };
        let Some(record) = record else {
            return Outcome::Partly {
                done: 0,
                certain: true,
            };
        };
        let done = record.statement;
        let certain = match record.state {
            State::Ready => true,
            State::Running if stop.is_refusal() => self.settle_refusal(index, done).await,
            State::Running | State::Refused => false,
        };
        if certain && done == 0 {
            let _left = self.clear_alone().await;
        }
        Outcome::Partly { done, certain }
    }

    /// Writes down that the database refused the statement, which the record says was sent, and
    /// says whether it is certain that nothing of it stayed.
    async fn settle_refusal(&mut self, index: usize, number: usize) -> bool {
        let statements = &self.plan.steps[index].statements;
        let refused = statements
            .get(number)
            .map(|statement| conduct(statement.code(), self.dialect()).refused);
        let state = match refused {
            Some(Refused::LeavesNothing) => State::Ready,
            Some(Refused::MayLeavePart) | None => State::Refused,
        };
        let noted = self.note_alone(index, number, state).await;
        noted.is_ok() && state == State::Ready
    }

    async fn note(&mut self, index: usize, number: usize, state: State) -> Result<(), Stop> {
        let step = &self.plan.steps[index];
        self.journal
            .note(self.session, step, number, state)
            .await
            .map_err(Stop::from)
    }

    /// Writes a note in a transaction of its own.
    async fn note_alone(&mut self, index: usize, number: usize, state: State) -> Result<(), Stop> {
        self.session.begin().await?;
        self.note(index, number, state).await?;
        self.session.commit().await?;
        Ok(())
    }

    async fn clear_alone(&mut self) -> Result<(), DatabaseError> {
        self.session.begin().await?;
        self.journal.clear(self.session).await?;
        self.session.commit().await
    }

    /// Whether the script has a transaction open where no statement of its own began one.
    const fn own_outside(&self) -> Own {
        match self.autocommit {
            Autocommit::On => Own::None,
            Autocommit::Off => Own::Open,
        }
    }

    const fn own_behind(&self, next: Next) -> Own {
        match next {
            Next::Nothing => self.own_outside(),
            Next::Transaction => Own::Open,
        }
    }

    /// Asks the database whether it commits each statement by itself: a script may have said so,
    /// or a routine that it called.
    async fn learn_autocommit(&mut self) -> Result<(), DatabaseError> {
        if self.dialect() == Dialect::Mysql {
            let answer = self
                .session
                .value("SELECT IF(@@autocommit, 'on', 'off')")
                .await?;
            self.autocommit = match answer.as_deref() {
                Some("off") => Autocommit::Off,
                _ => Autocommit::On,
            };
        }
        Ok(())
    }
}
