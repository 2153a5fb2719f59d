//! The shapes in which results leave the planner: plain data that becomes JSON.
//!
//! These are what `--format json` prints, what the JavaScript interface gives, and what the page
//! receives from its worker. Inner types never serialize; they are turned into these.

mod comparison;
mod diagnostic;
mod error;
#[cfg(feature = "json-schema")]
mod json_schema;
mod plan;
mod read_plan;
mod revision;
mod schema;
mod step_difference;

pub use comparison::{ComparisonDocument, DifferenceDocument, OriginDocument};
pub use diagnostic::{DiagnosticDocument, LocationDocument, RelatedDocument};
pub use error::ErrorDocument;
#[cfg(feature = "json-schema")]
pub use json_schema::{comparison_schema, database_schema_schema, plan_schema};
pub use plan::{
    PLAN_VERSION, PlanDocument, StatementDocument, StepDocument, VersionOperationDocument,
};
pub use read_plan::PlanDocumentError;
pub use revision::RevisionDocument;
pub use schema::{
    AttributeDocument, CauseDocument, ColumnDocument, ConstraintDocument, ExtensionDocument,
    GeneratedDocument, IdentityDocument, IndexDocument, IndexPartDocument, NameDocument,
    NamespaceDocument, OtherDocument, RoutineDocument, RuleDocument, SCHEMA_VERSION,
    SchemaDocument, SequenceDocument, SequenceOptionsDocument, TableDocument, TriggerDocument,
    TypeDocument, ViewDocument,
};
pub use step_difference::StepDifference;
