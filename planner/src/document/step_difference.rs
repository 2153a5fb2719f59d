use thiserror::Error;

use super::plan::StepDocument;

/// What a step of a plan document says otherwise than the scripts that it names.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StepDifference {
    /// The text of a statement.
    #[error("statement {number} of revision `{revision}` is not the one at {path}:{line}")]
    Statement {
        /// The step's revision.
        revision: String,
        /// The script.
        path: String,
        /// Which statement of the step, from 1.
        number: usize,
        /// Where it begins in the script.
        line: usize,
    },
    /// How many statements there are.
    #[error("it has {stated} statements of revision `{revision}`, and {path} has {found}")]
    StatementCount {
        /// The step's revision.
        revision: String,
        /// The script.
        path: String,
        /// How many the document has.
        stated: usize,
        /// How many the script has.
        found: usize,
    },
    /// Whether the step may run inside a transaction.
    #[error(
        "its `transaction` of revision `{revision}` is {stated}, and {path} makes it {}",
        !stated
    )]
    Transaction {
        /// The step's revision.
        revision: String,
        /// The script.
        path: String,
        /// What the document says.
        stated: bool,
    },
    /// What the step does to the version table.
    #[error("its version rows of revision `{revision}` are not what the history makes of them")]
    VersionRows {
        /// The step's revision.
        revision: String,
    },
    /// What the revision is for.
    #[error("its message of revision `{revision}` is not that of {path}")]
    Message {
        /// The step's revision.
        revision: String,
        /// The script.
        path: String,
    },
    /// Where the script is.
    #[error("its path of revision `{revision}` is {stated}, and the script is {path}")]
    Path {
        /// The step's revision.
        revision: String,
        /// The script.
        path: String,
        /// What the document says.
        stated: String,
    },
    /// Where a statement begins.
    #[error("it has the statement at {path}:{found} at line {stated}")]
    Line {
        /// The script.
        path: String,
        /// What the document says.
        stated: usize,
        /// Where the statement begins.
        found: usize,
    },
    /// Whether a statement could be read.
    #[error(
        "its `opaque` of the statement at {path}:{line} is {stated}, and the parser says {}",
        !stated
    )]
    Opaque {
        /// The script.
        path: String,
        /// Where the statement begins.
        line: usize,
        /// What the document says.
        stated: bool,
    },
}

impl StepDocument {
    /// What this step says otherwise than `made`, which is the same step as the scripts make it.
    /// The first difference, what runs before what is only shown.
    ///
    /// Paths begin at the folder that was opened, which is another one for the command than for
    /// the page: one may be the end of the other.
    pub fn difference(&self, made: &Self) -> Option<StepDifference> {
        let (revision, path) = (self.revision.clone(), made.path.clone());
        let pairs = self.statements.iter().zip(&made.statements);
        let other = pairs.enumerate().find(|(_, (stated, found))| {
            (&stated.sql, &stated.copy_data) != (&found.sql, &found.copy_data)
        });
        if let Some((index, (_, found))) = other {
            return Some(StepDifference::Statement {
                revision,
                path,
                number: index + 1,
                line: found.line.get(),
            });
        }
        if self.statements.len() != made.statements.len() {
            return Some(StepDifference::StatementCount {
                revision,
                path,
                stated: self.statements.len(),
                found: made.statements.len(),
            });
        }
        if self.transaction != made.transaction {
            return Some(StepDifference::Transaction {
                revision,
                path,
                stated: self.transaction,
            });
        }
        if self.version_ops != made.version_ops {
            return Some(StepDifference::VersionRows { revision });
        }
        if self.message != made.message {
            return Some(StepDifference::Message { revision, path });
        }
        if !is_end_of(&self.path, &made.path) && !is_end_of(&made.path, &self.path) {
            return Some(StepDifference::Path {
                revision,
                path,
                stated: self.path.clone(),
            });
        }
        let mut statements = self.statements.iter().zip(&made.statements);
        statements.find_map(|(stated, found)| {
            if stated.line != found.line {
                return Some(StepDifference::Line {
                    path: path.clone(),
                    stated: stated.line.get(),
                    found: found.line.get(),
                });
            }
            (stated.opaque != found.opaque).then(|| StepDifference::Opaque {
                path: path.clone(),
                line: found.line.get(),
                stated: stated.opaque,
            })
        })
    }
}

/// Whether `path` ends with the whole of `end`, from a folder's beginning on.
fn is_end_of(end: &str, path: &str) -> bool {
    path.strip_suffix(end)
        .is_some_and(|before| before.is_empty() || before.ends_with('/'))
}
