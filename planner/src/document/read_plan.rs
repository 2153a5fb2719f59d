use std::collections::BTreeSet;

use thiserror::Error;

use super::plan::{PLAN_VERSION, PlanDocument, StepDocument, VersionOperationDocument};
use crate::plan::{Direction, Plan, RevisionStep, Statement, Step, VersionOperation, place};
use crate::source::SectionTransaction;
use crate::sql::{Dialect, Terminator, UnknownDialect, code_start};

/// Why a plan document is no plan.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PlanDocumentError {
    /// It is written in a version of the format that this planner does not know.
    #[error("the plan has version {version} of the format, and version {PLAN_VERSION} is known")]
    UnknownVersion {
        /// What the document says.
        version: u32,
    },
    /// Its dialect is unknown.
    #[error(transparent)]
    UnknownDialect(#[from] UnknownDialect),
    /// A direction is neither `upgrade` nor `downgrade`.
    #[error("unknown direction `{direction}`")]
    UnknownDirection {
        /// What the document says.
        direction: String,
    },
    /// A step goes another way than the plan.
    #[error("the step of revision `{revision}` goes another way than the plan")]
    MixedDirections {
        /// The step's revision.
        revision: String,
    },
    /// A step has something else for a SHA-256 than 64 lower-case hexadecimal digits.
    #[error("`{sha256}` is no SHA-256, in the step of revision `{revision}`")]
    InvalidHash {
        /// The step's revision.
        revision: String,
        /// What the document says.
        sha256: String,
    },
    /// A row stands twice among those that the plan starts or ends with.
    #[error("the version row `{row}` stands there twice")]
    DuplicateRow {
        /// The row.
        row: String,
    },
    /// A step changes a version row that is not there, adds one that is, or records another
    /// revision than the one that it runs.
    #[error("the version rows of revision `{revision}` do not follow from the steps before it")]
    ImpossibleVersionRows {
        /// The step's revision.
        revision: String,
    },
    /// The steps lead elsewhere than the plan says.
    #[error(
        "the steps lead to {}, and the plan says {}",
        place(reached),
        place(stated)
    )]
    OtherEnd {
        /// Where they lead, sorted.
        reached: Vec<String>,
        /// Where the plan says that they lead, sorted.
        stated: Vec<String>,
    },
}

impl PlanDocument {
    /// The plan that the document describes, checked for being possible at all: the version rows
    /// of its steps lead from its start to its end, and each step records the revision that it
    /// runs. Whether the statements are those of the scripts is for whoever has these.
    ///
    /// A document does not hold a statement's column and terminator, nor the parents that a log
    /// names; the first are taken for 1 and a semicolon, the parents from the version rows.
    pub fn to_plan(&self) -> Result<Plan, PlanDocumentError> {
        if self.limbeck_plan != PLAN_VERSION {
            return Err(PlanDocumentError::UnknownVersion {
                version: self.limbeck_plan,
            });
        }
        let dialect = dialect(&self.dialect)?;
        let direction = direction(&self.direction)?;
        let from = rows(&self.from)?;
        let to = rows(&self.to)?;
        let mut rows = from.clone();
        let mut steps = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            if self::direction(&step.direction)? != direction {
                return Err(PlanDocumentError::MixedDirections {
                    revision: step.revision.clone(),
                });
            }
            if !step.version_ops.iter().all(|it| it.applies_to(&mut rows))
                || !step.records_its_revision(direction)
            {
                return Err(PlanDocumentError::ImpossibleVersionRows {
                    revision: step.revision.clone(),
                });
            }
            if !is_sha256(&step.sha256) {
                return Err(PlanDocumentError::InvalidHash {
                    revision: step.revision.clone(),
                    sha256: step.sha256.clone(),
                });
            }
            steps.push(step.to_step(direction, dialect));
        }
        if rows != to {
            return Err(PlanDocumentError::OtherEnd {
                reached: owned(rows),
                stated: owned(to),
            });
        }
        Ok(Plan {
            dialect,
            direction,
            from: owned(from),
            to: owned(to),
            steps,
        })
    }
}

impl StepDocument {
    /// Whether the step, going `direction`, leaves its own revision recorded and no other, or
    /// takes its own away and no other. Rows of its parents make room for it, or come back.
    fn records_its_revision(&self, direction: Direction) -> bool {
        let mut own = self
            .version_ops
            .iter()
            .filter_map(|operation| operation.own_row(direction));
        own.next() == Some(self.revision.as_str()) && own.next().is_none()
    }

    fn to_step(&self, direction: Direction, dialect: Dialect) -> Step {
        let own = vec![self.revision.clone()];
        let others: Vec<String> = self
            .version_ops
            .iter()
            .filter_map(|operation| operation.other_row(direction))
            .collect();
        let (from, to) = match direction {
            Direction::Upgrade => (others, own),
            Direction::Downgrade => (own, others),
        };
        Step {
            order: RevisionStep {
                revision: self.revision.clone(),
                direction,
                from,
                to,
                version_operations: self
                    .version_ops
                    .iter()
                    .map(VersionOperationDocument::to_operation)
                    .collect(),
            },
            message: self.message.clone(),
            path: self.path.clone(),
            sha256: self.sha256.clone(),
            transaction: if self.transaction {
                SectionTransaction::Inside
            } else {
                SectionTransaction::Outside
            },
            statements: self
                .statements
                .iter()
                .map(|statement| Statement {
                    sql: statement.sql.clone(),
                    code_start: code_start(&statement.sql, dialect),
                    terminator: Terminator::Semicolon,
                    copy_data: statement.copy_data.clone(),
                    line: statement.line.get(),
                    column: 1,
                })
                .collect(),
        }
    }
}

impl VersionOperationDocument {
    fn to_operation(&self) -> VersionOperation {
        match self.clone() {
            Self::Insert { revision } => VersionOperation::Insert { revision },
            Self::Delete { revision } => VersionOperation::Delete { revision },
            Self::Update { from, to } => VersionOperation::Update { from, to },
        }
    }

    /// Changes `rows`, and says whether that was possible.
    fn applies_to<'document>(&'document self, rows: &mut BTreeSet<&'document str>) -> bool {
        match self {
            Self::Insert { revision } => rows.insert(revision),
            Self::Delete { revision } => rows.remove(revision.as_str()),
            Self::Update { from, to } => rows.remove(from.as_str()) && rows.insert(to),
        }
    }

    /// The row at the revision's own end of a step: what an upgrade brings, a downgrade takes away.
    fn own_row(&self, direction: Direction) -> Option<&str> {
        match (self, direction) {
            (Self::Update { to: own, .. } | Self::Insert { revision: own }, Direction::Upgrade)
            | (
                Self::Update { from: own, .. } | Self::Delete { revision: own },
                Direction::Downgrade,
            ) => Some(own),
            _ => None,
        }
    }

    /// The row at the parents' end of a step: what an upgrade takes away, a downgrade brings back.
    fn other_row(&self, direction: Direction) -> Option<String> {
        match (self, direction) {
            (Self::Update { from, .. }, Direction::Upgrade) => Some(from.clone()),
            (Self::Update { to, .. }, Direction::Downgrade) => Some(to.clone()),
            (Self::Delete { revision }, Direction::Upgrade)
            | (Self::Insert { revision }, Direction::Downgrade) => Some(revision.clone()),
            _ => None,
        }
    }
}

/// The rows of a document, each once.
fn rows(rows: &[String]) -> Result<BTreeSet<&str>, PlanDocumentError> {
    let mut set = BTreeSet::new();
    for row in rows {
        if !set.insert(row.as_str()) {
            return Err(PlanDocumentError::DuplicateRow { row: row.clone() });
        }
    }
    Ok(set)
}

fn owned(rows: BTreeSet<&str>) -> Vec<String> {
    rows.into_iter().map(str::to_owned).collect()
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}

/// The dialect with exactly this name: other spellings are for people, not for files.
fn dialect(name: &str) -> Result<Dialect, UnknownDialect> {
    Dialect::ALL
        .into_iter()
        .find(|dialect| dialect.name() == name)
        .ok_or_else(|| UnknownDialect {
            name: name.to_owned(),
        })
}

fn direction(name: &str) -> Result<Direction, PlanDocumentError> {
    [Direction::Upgrade, Direction::Downgrade]
        .into_iter()
        .find(|direction| direction.name() == name)
        .ok_or_else(|| PlanDocumentError::UnknownDirection {
            direction: name.to_owned(),
        })
}
