use std::ops::Range;

use super::{Element, ElementKind, Scanner};
use crate::sql::Dialect;
use crate::sql::split::FaultKind;

/// The `mysql` client cuts a longer delimiter off without a word.
const LONGEST: usize = 15;

impl Scanner<'_> {
    /// The `DELIMITER` line that starts with the word at `span`, if it is one; it takes effect.
    ///
    /// As in the `mysql` client, the line stands where a statement could start, and the delimiter
    /// is the first thing on it, in quotes or not
    /// (<https://dev.mysql.com/doc/refman/8.4/en/stored-programs-defining.html>). A line that
    /// takes a delimiter of one's own back also ends a statement that lacks it, as it does there.
    pub(super) fn delimiter_line(&mut self, span: &Range<usize>) -> Option<Element> {
        let word = &self.text[span.clone()];
        if self.dialect != Dialect::Mysql
            || !word.eq_ignore_ascii_case("delimiter")
            || self.lexer.conditional_comment().is_some()
        {
            return None;
        }
        let rest = self.lexer.rest();
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        if !line.is_empty() && !line.starts_with(|first: char| first.is_ascii_whitespace()) {
            return None;
        }
        let delimiter = argument(line);
        if self.begun && !(self.takes_delimiter_back(delimiter) && self.at_line_start(span.start)) {
            return None;
        }
        let element = self.rest_of_line(span.start, ElementKind::DelimiterLine);
        if delimiter.is_empty() || delimiter.contains('\\') || delimiter.len() > LONGEST {
            self.report(FaultKind::InvalidDelimiter, element.span.clone());
        } else {
            let delimiter = Some(delimiter).filter(|&delimiter| delimiter != ";");
            self.lexer.set_delimiter(delimiter);
        }
        self.next_statement();
        Some(element)
    }

    fn takes_delimiter_back(&self, delimiter: &str) -> bool {
        self.lexer.delimiter().is_some() && delimiter == ";"
    }
}

/// What follows the word on a `DELIMITER` line, up to white space or to the quote that closes it.
fn argument(line: &str) -> &str {
    let line = line.trim_ascii_start();
    match line.chars().next() {
        Some(quote @ ('\'' | '"' | '`')) => {
            let quoted = &line[1..];
            quoted.split(quote).next().unwrap_or(quoted)
        }
        _ => line.split_ascii_whitespace().next().unwrap_or(""),
    }
}
