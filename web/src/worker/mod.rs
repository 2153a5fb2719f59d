//! The planner's side of the page: it runs in a worker, so that nothing it does stops the page.
//!
//! The page asks [`Question`]s and gets [`Answer`]s. Scripts are read here and stay here; the page
//! gets the graph once and everything else when it is looked at.

mod by_name;
mod code;
mod codec;
mod comparison;
mod conflicts;
mod declared;
mod evolutions;
mod example;
mod excerpt;
mod loading;
mod overview;
mod packed;
mod plan;
mod planner;
mod protocol;
mod reading;
mod schema;
mod script;
mod statement;

pub use by_name::Named;
pub use code::{Class, Code, Line};
pub use codec::PlainValues;
pub use comparison::{Compared, Comparison, Differing, Side};
pub use conflicts::{Conflicts, Rebased, StatementPair};
pub use declared::{
    DeclaredChoice, DeclaredFile, DeclaredView, DifferenceKind, DifferenceView, FaultView,
    GeneratedView, NoteKind, NoteView, RenameAnswer, RenameView, UncertainView, highlighted,
};
pub use example::{Example, examples};
pub use overview::{LaneEdge, MOST_LANES, Overview, Parent, RevisionRow};
pub use packed::Packed;
pub use planner::{Planner, report_panics};
pub use protocol::{
    Answer, Field, OpenError, Opened, Picked, PickedFile, PlanChoice, PlanView, Progress, Question,
    Refusal, Request, Response, ScriptView, SectionView, Served, Source, StatementView, StepView,
    TextFile, UnreadEntry,
};
pub use schema::{
    CauseView, Cell, ChangeGroup, ChangeLine, ColumnView, Fact, Link, ObjectEntry, ObjectKind,
    ObjectView, PartView, Parts, Place, SchemaChoice, SchemaError, SchemaView, Sign,
};
