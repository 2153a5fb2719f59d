use thiserror::Error;

use super::{Direction, Order, RevisionStep, SectionSql, Statement};
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::source::{Script, Section, SectionTransaction};
use crate::sql::Dialect;

/// Ordered steps with their statements, for one dialect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What the statements are written for.
    pub dialect: Dialect,
    /// Which way.
    pub direction: Direction,
    /// The version table's rows before the first step, sorted.
    pub from: Vec<String>,
    /// The version table's rows after the last step, sorted.
    pub to: Vec<String>,
    /// In the order in which they run.
    pub steps: Vec<Step>,
}

/// One revision's upgrade or downgrade, with everything that running it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What the graph says of it.
    pub order: RevisionStep,
    /// The revision's message.
    pub message: String,
    /// The script's path.
    pub path: String,
    /// The SHA-256 of the script's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Whether it may run inside a transaction.
    pub transaction: SectionTransaction,
    /// What runs, in order.
    pub statements: Vec<Statement>,
}

/// Why the steps have no statements.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PlanError {
    /// The order runs a revision that the project does not have: it is of another project.
    #[error("no script declares revision `{revision}`")]
    UnknownRevision {
        /// Its id.
        revision: String,
    },
    /// A downgrade meets a revision that has none.
    #[error("revision `{revision}` has no way back")]
    NoWayBack {
        /// Its id.
        revision: String,
        /// Its script.
        path: String,
    },
    /// Scripts that the plan runs have faults, so that it is not certain what they mean.
    #[error("the plan runs scripts that have faults")]
    FaultyScripts {
        /// What is wrong, each at its place; never empty.
        diagnostics: Vec<Diagnostic>,
    },
    /// Files could not be read at all, so that the plan may leave revisions out.
    #[error("there are files that have no place in the history")]
    UnreadFiles {
        /// What is wrong, each at its place; never empty.
        diagnostics: Vec<Diagnostic>,
    },
}

impl Plan {
    /// Adds to `order` what the scripts of `project` say, for `dialect`.
    ///
    /// Fails when a script of the plan has faults or no way back, when a file of the project
    /// could not be read, or when the order is of another project. Linear in the text of the scripts of the plan; no other script is
    /// looked at.
    pub fn build(project: &Project, order: Order, dialect: Dialect) -> Result<Self, PlanError> {
        let unread: Vec<Diagnostic> = project.errors_in_unread_files().cloned().collect();
        if !unread.is_empty() {
            return Err(PlanError::UnreadFiles {
                diagnostics: unread,
            });
        }
        let mut steps = Vec::with_capacity(order.steps.len());
        let mut faults = Vec::new();
        for revision_step in order.steps {
            let Some(script) = project.script(&revision_step.revision) else {
                return Err(PlanError::UnknownRevision {
                    revision: revision_step.revision,
                });
            };
            faults.extend(project.errors_in(&script.path).cloned());
            let Some((section, sql)) = read(script, revision_step.direction, dialect) else {
                if faults.is_empty() {
                    return Err(PlanError::NoWayBack {
                        revision: revision_step.revision,
                        path: script.path.clone(),
                    });
                }
                continue;
            };
            let SectionSql {
                statements,
                diagnostics,
            } = sql;
            faults.extend(diagnostics.into_iter().filter(Diagnostic::is_error));
            steps.push(Step {
                order: revision_step,
                message: script.revision.message.clone(),
                path: script.path.clone(),
                sha256: script.sha256(),
                transaction: section.transaction,
                statements,
            });
        }
        if !faults.is_empty() {
            return Err(PlanError::FaultyScripts {
                diagnostics: faults,
            });
        }
        Ok(Self {
            dialect,
            direction: order.direction,
            from: order.from,
            to: order.to,
            steps,
        })
    }
}

/// The section of `script` for `direction` and what it holds for `dialect`; nothing where there is
/// no way back.
///
/// What is a comment, and what a statement, depends on the dialect: a downgrade that holds no
/// statement in this one undoes an upgrade only where that holds none either.
fn read(script: &Script, direction: Direction, dialect: Dialect) -> Option<(&Section, SectionSql)> {
    let section = script.section(direction)?;
    let sql = SectionSql::read(script, section, dialect);
    let undoes_nothing = direction == Direction::Downgrade
        && sql.statements.is_empty()
        && sql.diagnostics.is_empty()
        && !SectionSql::read(script, &script.upgrade, dialect)
            .statements
            .is_empty();
    (!undoes_nothing).then_some((section, sql))
}
