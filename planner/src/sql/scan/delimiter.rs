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
            || !self.may_be_delimiter_line(span)
        {
            return None;
        }
        let line = self.line_ahead();
        if !line.is_empty() && !line.starts_with(|first: char| first.is_ascii_whitespace()) {
            return None;
        }
        let delimiter = argument(line);
        // Inside a statement, only one that takes a delimiter of one's own back is one.
        if self.begun && delimiter != ";" {
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

    /// Whether a `DELIMITER` line may stand where the word at `span` does. It is asked before
    /// anything on the line is looked at, so that no line is looked at for each of its words.
    fn may_be_delimiter_line(&self, span: &Range<usize>) -> bool {
        !self.begun || (self.lexer.delimiter().is_some() && self.at_line_start(span.start))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that are looked at again for each of their words would take quadratic time.
    #[test]
    fn lines_are_looked_at_once() {
        let words = "delimiter ".repeat(1000);
        let taken_back = "delimiter ; ".repeat(1000);
        for text in [
            words.clone(),
            format!("SELECT {words}"),
            format!("DELIMITER $$\n{words}"),
            format!("DELIMITER $$\nSELECT {taken_back}"),
            format!("DELIMITER $$\nSELECT 1\n  {taken_back}"),
        ] {
            let mut scanner = Scanner::new(&text, 0..text.len(), Dialect::Mysql);
            while scanner.next().is_some() {}
            assert!(
                scanner.looked_ahead <= 2 * text.len(),
                "{} bytes looked at for {}",
                scanner.looked_ahead,
                text.len()
            );
        }
    }
}
