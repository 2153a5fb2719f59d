//! The schema at a revision, as the page shows it: what there is, what the revision changed in it,
//! and one object with everything that it has.

mod answer;
mod columns;
mod difference;
mod facts;
mod object;
mod outline;
mod parts;
mod sql;
mod summary;
mod view;

pub(super) use answer::Schemas;
pub use view::{
    CauseView, Cell, ChangeGroup, ChangeLine, ColumnView, Fact, Link, ObjectEntry, ObjectKind,
    ObjectView, PartView, Parts, Place, SchemaChoice, SchemaError, SchemaView, Sign,
};
