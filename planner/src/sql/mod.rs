//! Dialects, statements and tokens: what a script's text consists of.
//!
//! The text flows from `lexer`, which knows a dialect's lexical rules, by way of `scan`, which
//! finds where statements end, to [`split()`] and [`highlight()`]. [`parse()`],
//! [`transaction_effect()`] and [`conduct()`] look at one statement at a time.

mod dialect;
mod highlight;
pub(crate) mod lexer;
mod parse;
mod quote;
mod reserved;
mod scan;
mod split;
mod statement;

pub use dialect::{Dialect, UnknownDialect};
pub use highlight::{Token, TokenKind, highlight};
pub use parse::{ParseFault, parse};
pub(crate) use parse::{parse_expression, parse_query};
pub use quote::{identifier, literal};
pub(crate) use reserved::is_reserved;
pub use split::{Fault, FaultKind, Piece, Split, Terminator, split};
pub use statement::{
    Conduct, Demand, Refused, SessionEffect, TransactionEffect, TransactionEnd, code_start,
    conduct, transaction_effect,
};
pub(crate) use statement::{Grouping, grouping, moves_lookup};
