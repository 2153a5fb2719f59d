//! The model of the schema, held against real databases: what replaying a history gives, and what
//! the database says that it has.

mod corpora;
mod drift;
mod histories;
mod history;
mod walk;
