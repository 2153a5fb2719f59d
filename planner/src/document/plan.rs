use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};

use crate::plan::{Plan, Step, VersionOperation};
use crate::source::SectionTransaction;
use crate::sql::{Dialect, parse};

/// A plan, as the plan file holds it. Version 1 of the format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanDocument {
    /// The version of the format: 1.
    #[cfg_attr(feature = "json-schema", schemars(extend("const" = PLAN_VERSION)))]
    pub limbeck_plan: u32,
    /// `postgresql`, `mysql` or `sqlite`.
    #[cfg_attr(
        feature = "json-schema",
        schemars(extend("enum" = ["postgresql", "mysql", "sqlite"]))
    )]
    pub dialect: String,
    /// `upgrade` or `downgrade`.
    #[cfg_attr(feature = "json-schema", schemars(extend("enum" = ["upgrade", "downgrade"])))]
    pub direction: String,
    /// The version table's rows before the first step, sorted, each once.
    #[cfg_attr(feature = "json-schema", schemars(extend("uniqueItems" = true)))]
    pub from: Vec<String>,
    /// The version table's rows after the last step, sorted, each once.
    #[cfg_attr(feature = "json-schema", schemars(extend("uniqueItems" = true)))]
    pub to: Vec<String>,
    /// In the order in which they run.
    pub steps: Vec<StepDocument>,
}

/// One revision's upgrade or downgrade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StepDocument {
    /// The revision that runs.
    pub revision: String,
    /// `upgrade` or `downgrade`.
    #[cfg_attr(feature = "json-schema", schemars(extend("enum" = ["upgrade", "downgrade"])))]
    pub direction: String,
    /// What the revision is for.
    pub message: String,
    /// The script's path.
    pub path: String,
    /// The SHA-256 of the script's bytes, in lower-case hexadecimal.
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub sha256: String,
    /// Whether it may run inside a transaction.
    pub transaction: bool,
    /// What runs, in order.
    pub statements: Vec<StatementDocument>,
    /// What it does to the version table's rows, in order.
    pub version_ops: Vec<VersionOperationDocument>,
}

/// One SQL statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatementDocument {
    /// Exactly as it was written, without its terminator.
    pub sql: String,
    /// The line of its first byte in the script, from 1.
    pub line: NonZeroUsize,
    /// Whether the parser could not read it. It runs all the same.
    pub opaque: bool,
    /// The data lines of a `COPY … FROM stdin`, without the closing line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_data: Option<String>,
}

/// A change of the version table's rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(tag = "op", rename_all = "lowercase", deny_unknown_fields)]
pub enum VersionOperationDocument {
    /// A row appears.
    Insert {
        /// The id that is recorded.
        revision: String,
    },
    /// A row disappears.
    Delete {
        /// The id that is no longer recorded.
        revision: String,
    },
    /// A row moves on.
    Update {
        /// The id that was recorded.
        from: String,
        /// The id that takes its place.
        to: String,
    },
}

/// The version of the format that this planner writes and reads.
pub const PLAN_VERSION: u32 = 1;

impl PlanDocument {
    /// The document of `plan`. Each statement is parsed, to say whether it is opaque.
    pub fn of(plan: &Plan) -> Self {
        Self {
            limbeck_plan: PLAN_VERSION,
            dialect: plan.dialect.name().to_owned(),
            direction: plan.direction.name().to_owned(),
            from: plan.from.clone(),
            to: plan.to.clone(),
            steps: plan
                .steps
                .iter()
                .map(|step| StepDocument::of(step, plan.dialect))
                .collect(),
        }
    }
}

impl StepDocument {
    fn of(step: &Step, dialect: Dialect) -> Self {
        Self {
            revision: step.order.revision.clone(),
            direction: step.order.direction.name().to_owned(),
            message: step.message.clone(),
            path: step.path.clone(),
            sha256: step.sha256.clone(),
            transaction: step.transaction == SectionTransaction::Inside,
            statements: step
                .statements
                .iter()
                .map(|statement| StatementDocument {
                    sql: statement.sql.clone(),
                    line: NonZeroUsize::new(statement.line).unwrap_or(NonZeroUsize::MIN),
                    opaque: parse(&statement.sql, dialect).is_err(),
                    copy_data: statement.copy_data.clone(),
                })
                .collect(),
            version_ops: step
                .order
                .version_operations
                .iter()
                .map(VersionOperationDocument::of)
                .collect(),
        }
    }
}

impl VersionOperationDocument {
    fn of(operation: &VersionOperation) -> Self {
        match operation.clone() {
            VersionOperation::Insert { revision } => Self::Insert { revision },
            VersionOperation::Delete { revision } => Self::Delete { revision },
            VersionOperation::Update { from, to } => Self::Update { from, to },
        }
    }
}
