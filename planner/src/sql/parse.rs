use std::ops::ControlFlow;

use sqlparser::ast::{Expr, Query, Statement};
use sqlparser::dialect::{MySqlDialect, PostgreSqlDialect, SQLiteDialect};
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;
use thiserror::Error;

use super::Dialect;
use super::lexer::{LexemeKind, Lexer};

/// A longer statement is data rather than schema, and its tree would take a browser's memory.
const LONGEST: usize = 1 << 20;

/// How many lexemes an expression may have, with everything that it stands in. The parser nests a
/// chain of operators as deep as it is long, and neither building such a tree nor dropping it may
/// exhaust the stack, of which WebAssembly has a megabyte.
const WIDEST: usize = 2_000;

/// How deep the parser may call itself.
const DEEPEST: usize = 50;

/// Why a statement could not be parsed. It can still run: a database reads more than the parser.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct ParseFault {
    /// The parser's reason, in lower case and without a full stop.
    pub reason: String,
    /// Where in the statement, in bytes from its start; 0 where the parser does not say.
    pub offset: usize,
}

impl ParseFault {
    fn new(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            offset: 0,
        }
    }
}

/// Parses `sql`, which is one statement as [`split`](super::split()) gives it.
///
/// What comes back has one element, save where a statement that is one to its database is
/// several to the parser, or none (a statement that only a conditional comment holds). Never
/// panics, and takes bounded stack and memory: what is too long or too deep is a fault.
pub fn parse(sql: &str, dialect: Dialect) -> Result<Vec<Statement>, ParseFault> {
    if sql.len() > LONGEST {
        return Err(ParseFault::new("the statement is too long to parse"));
    }
    if is_too_wide(sql, dialect) {
        return Err(ParseFault::new("an expression is too long to parse"));
    }
    parser(dialect)
        .try_with_sql(sql)
        .and_then(|mut parser| parser.parse_statements())
        .map_err(|error| fault(error, sql))
}

/// Parses `sql`, an expression, within the same bounds as [`parse`].
pub(crate) fn parse_expression(sql: &str, dialect: Dialect) -> Result<Expr, ParseFault> {
    if sql.len() > LONGEST || is_too_wide(sql, dialect) {
        return Err(ParseFault::new("the expression is too long to parse"));
    }
    let mut parser = parser(dialect)
        .try_with_sql(sql)
        .map_err(|error| fault(error, sql))?;
    let expression = parser.parse_expr().map_err(|error| fault(error, sql))?;
    if parser.peek_token_ref().token == Token::EOF {
        Ok(expression)
    } else {
        Err(ParseFault::new("something stands behind the expression"))
    }
}

/// Parses `sql`, a query, within the same bounds as [`parse`].
pub(crate) fn parse_query(sql: &str, dialect: Dialect) -> Result<Query, ParseFault> {
    if sql.len() > LONGEST || is_too_wide(sql, dialect) {
        return Err(ParseFault::new("the query is too long to parse"));
    }
    let mut parser = parser(dialect)
        .try_with_sql(sql)
        .map_err(|error| fault(error, sql))?;
    let query = parser.parse_query().map_err(|error| fault(error, sql))?;
    if parser.peek_token_ref().token == Token::EOF {
        Ok(*query)
    } else {
        Err(ParseFault::new("something stands behind the query"))
    }
}

fn parser(dialect: Dialect) -> Parser<'static> {
    let parser = match dialect {
        Dialect::Postgresql => Parser::new(&PostgreSqlDialect {}),
        Dialect::Mysql => Parser::new(&MySqlDialect {}),
        Dialect::Sqlite => Parser::new(&SQLiteDialect {}),
    };
    parser.with_recursion_limit(DEEPEST)
}

/// Whether an expression has more than [`WIDEST`] lexemes. A comma or a semicolon starts a new one.
fn is_too_wide(sql: &str, dialect: Dialect) -> bool {
    // One count for each open parenthesis, and their sum.
    let mut counts = vec![0_usize];
    let mut sum = 0_usize;
    let outcome = Lexer::new(sql, 0..sql.len(), dialect)
        .filter(|lexeme| !lexeme.kind.is_trivia())
        .try_for_each(|lexeme| {
            sum += 1;
            match lexeme.kind {
                LexemeKind::OpenParenthesis => counts.push(1),
                LexemeKind::CloseParenthesis if counts.len() > 1 => {
                    let inside = counts.pop().unwrap_or(0);
                    // The parenthesis as a whole is one operand of the expression around it.
                    sum -= inside;
                    if let Some(count) = counts.last_mut() {
                        *count += 1;
                    }
                }
                LexemeKind::Comma | LexemeKind::Semicolon => {
                    if let Some(count) = counts.last_mut() {
                        sum -= *count + 1;
                        *count = 0;
                    }
                }
                _ => {
                    if let Some(count) = counts.last_mut() {
                        *count += 1;
                    }
                }
            }
            if sum > WIDEST {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
    outcome.is_break()
}

fn fault(error: ParserError, sql: &str) -> ParseFault {
    let message = match error {
        ParserError::TokenizerError(message) | ParserError::ParserError(message) => message,
        ParserError::RecursionLimitExceeded => {
            return ParseFault::new("the statement is nested too deep to parse");
        }
    };
    let (reason, place) = message
        .rsplit_once(" at Line: ")
        .map_or((message.as_str(), None), |(reason, place)| {
            (reason, place.split_once(", Column: "))
        });
    let offset = place
        .and_then(|(line, column)| Some((line.parse().ok()?, column.parse().ok()?)))
        .and_then(|(line, column)| offset(sql, line, column))
        .unwrap_or(0);
    let mut reason = reason.trim_end_matches('.').to_owned();
    if let Some(first) = reason.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    ParseFault { reason, offset }
}

/// The byte at a line and a column, both from 1, the column in characters.
fn offset(sql: &str, line: usize, column: usize) -> Option<usize> {
    let before: usize = sql
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let (offset, _) = sql[before..].char_indices().nth(column.checked_sub(1)?)?;
    Some(before + offset)
}
