//! What scripts set in the session of a run, so that another session can have it again.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use limbeck_planner::plan::Step;
use limbeck_planner::source::SectionTransaction;
use limbeck_planner::sql::{
    Conduct, Demand, Dialect, SessionEffect, TransactionEffect, TransactionEnd, conduct,
};
use serde::{Deserialize, Serialize};

/// What the scripts of a run set so far that those behind them may rely on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SessionSettings {
    /// The statements that set it, script by script.
    scripts: Vec<Vec<String>>,
    /// A statement that computed a setting, as `path:line`: nobody can tell what it would compute
    /// in another session.
    computed: Option<String>,
}

impl SessionSettings {
    /// Adds what the whole of `step` set, which `ran` inside a transaction of the run's or not.
    pub fn add(&mut self, step: &Step, ran: SectionTransaction, dialect: Dialect) {
        let set: Vec<String> = statements_that_set(step, step.statements.len(), ran, dialect)
            .into_iter()
            .map(str::to_owned)
            .collect();
        if !set.is_empty() {
            // Scripts often set the same; what counts is who did so last.
            self.scripts.retain(|script| *script != set);
            self.scripts.push(set);
        }
        let computed = step.statements.iter().find(|statement| {
            conduct(statement.code(), dialect).session == SessionEffect::ComputedSetting
        });
        if let Some(statement) = computed {
            self.computed = Some(format!("{}:{}", step.path, statement.code_place().0));
        }
    }

    /// The statements that set it again, in order.
    pub fn statements(&self) -> impl Iterator<Item = &str> {
        self.scripts.iter().flatten().map(String::as_str)
    }

    /// Where a setting was computed, as `path:line`, if one was.
    pub fn computed(&self) -> Option<&str> {
        self.computed.as_deref()
    }

    /// The settings as a text that no character set and no way of quoting changes.
    pub fn encode(&self) -> Result<String, serde_json::Error> {
        Ok(STANDARD.encode(serde_json::to_vec(self)?))
    }

    /// The settings of such a text; none where it is no such text.
    pub fn decode(text: &str) -> Option<Self> {
        let json = STANDARD.decode(text.trim()).ok()?;
        serde_json::from_slice(&json).ok()
    }
}

/// The statements among the first `count` of `step` that set something in the session, which
/// another session can run to have it, too.
///
/// A transaction in which they stand is among them, since rolling it back takes its settings back
/// (MySQL's are not undone).
pub fn statements_that_set(
    step: &Step,
    count: usize,
    ran: SectionTransaction,
    dialect: Dialect,
) -> Vec<&str> {
    let mut set = Vec::new();
    let mut transaction: Option<OpenTransaction<'_>> = None;
    for statement in step.statements.iter().take(count) {
        let code = statement.code();
        let conduct = conduct(code, dialect);
        match (conduct.transaction, &mut transaction) {
            (TransactionEffect::Begins, None) if dialect != Dialect::Mysql => {
                transaction = Some(OpenTransaction::new(code));
            }
            (TransactionEffect::Ends(end), Some(open)) => {
                if open.has_settings {
                    set.append(&mut open.statements);
                    set.push(end_alone(end));
                }
                transaction = goes_on(end).then(|| OpenTransaction::new("BEGIN"));
            }
            (TransactionEffect::Savepoint, Some(open)) => open.statements.push(code),
            // It did nothing there.
            (TransactionEffect::IgnoredInside, _) if ran == SectionTransaction::Inside => {}
            (_, open) if conduct.session == SessionEffect::Setting => match open {
                Some(open) => {
                    open.statements.push(code);
                    open.has_settings = true;
                }
                None => set.push(code),
            },
            _ => {}
        }
    }
    set
}

const fn goes_on(end: TransactionEnd) -> bool {
    matches!(
        end,
        TransactionEnd::CommitAndBegin | TransactionEnd::RollBackAndBegin
    )
}

/// The statement that ends a transaction in this way and begins no other.
const fn end_alone(end: TransactionEnd) -> &'static str {
    match end {
        TransactionEnd::Commit | TransactionEnd::CommitAndBegin | TransactionEnd::Phase => "COMMIT",
        TransactionEnd::RollBack | TransactionEnd::RollBackAndBegin => "ROLLBACK",
    }
}

/// A transaction of the script's own, while its statements are gone through.
struct OpenTransaction<'step> {
    statements: Vec<&'step str>,
    has_settings: bool,
}

impl<'step> OpenTransaction<'step> {
    fn new(begin: &'step str) -> Self {
        Self {
            statements: vec![begin],
            has_settings: false,
        }
    }
}

/// Why the statements of a step from some place on cannot run in another session than those before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missed {
    /// The statement with this index left something in its session that no other has.
    State(usize),
    /// The statement with this index asks for the key of a row that another session inserted.
    Insertion(usize),
}

/// What another session that goes on with the statement `start` of `step` would miss.
pub fn missed(step: &Step, start: usize, dialect: Dialect) -> Option<Missed> {
    if start == 0 || start >= step.statements.len() {
        return None;
    }
    let conducts = |statement: &limbeck_planner::plan::Statement| -> Conduct {
        conduct(statement.code(), dialect)
    };
    let (done, rest) = step.statements.split_at(start);
    let state = done.iter().map(conducts).position(|conduct| {
        matches!(
            conduct.session,
            SessionEffect::State | SessionEffect::ComputedSetting
        )
    });
    if let Some(index) = state {
        return Some(Missed::State(index));
    }
    for (index, conduct) in rest.iter().map(conducts).enumerate() {
        if conduct.demand == Demand::LastInsertion {
            return Some(Missed::Insertion(start + index));
        }
        if conduct.session == SessionEffect::Insertion {
            return None;
        }
    }
    None
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
