//! Reads statements into operations.
//!
//! One file a kind of statement, each a part of the [`Cursor`](cursor::Cursor). The grammars are
//! those of the three databases' manuals; what the model has no place for is passed over, and what
//! no grammar has makes the statement one of unknown effect.

mod alter_column;
mod alter_table;
mod argument;
mod column;
mod comment;
mod constraint;
mod create_table;
mod cursor;
mod data;
mod data_type;
mod drop;
mod expression;
mod index;
mod namespace;
mod other;
mod privilege;
mod query;
mod routine;
mod search_path;
mod sequence;
mod stated;
mod statement;
mod token;
mod trigger;
mod unknown;
mod user_type;
mod view;

pub(crate) use argument::{Argument, arguments};
pub(crate) use cursor::qualified_name;
pub use other::{cast_name, operator_name};
pub(crate) use query::references;
pub(crate) use stated::{StatedDivision, StatedEvent, StatedPolicy, StatedRule, StatedStatistics};
pub use statement::{read, read_fault};
pub(crate) use token::identifier_text as unquoted;
pub(crate) use unknown::block_mentions;
