//! The shapes in which results leave the planner: plain data that becomes JSON.
//!
//! These are what `--format json` prints, what the JavaScript interface gives, and what the page
//! receives from its worker. Inner types never serialize; they are turned into these.

mod diagnostic;
mod error;
mod plan;
mod read_plan;
mod revision;
#[cfg(feature = "json-schema")]
mod schema;

pub use diagnostic::{DiagnosticDocument, LocationDocument, RelatedDocument};
pub use error::ErrorDocument;
pub use plan::{
    PLAN_VERSION, PlanDocument, StatementDocument, StepDocument, VersionOperationDocument,
};
pub use read_plan::PlanDocumentError;
pub use revision::RevisionDocument;
#[cfg(feature = "json-schema")]
pub use schema::plan_schema;
