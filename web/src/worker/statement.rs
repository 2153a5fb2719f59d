//! Parts of scripts, highlighted as the whole is.

use std::ops::Range;

use limbeck_planner::source::Script;
use limbeck_planner::sql::{self, Dialect};

use super::code::{self, Class, Code, Limits};
use super::overview::number;
use super::script::{class, highlight};

/// So much of a statement is shown beside another.
const SHOWN: Limits = Limits {
    lines: 200,
    bytes: 20_000,
    line_bytes: 1_000,
};

/// The statement at `span` of a script's text, which begins on `line`.
pub(super) fn at(text: &str, span: &Range<usize>, line: usize, dialect: Dialect) -> Option<Code> {
    let statement = text.get(span.clone())?;
    let mut runs = Vec::new();
    let mut at = span.start;
    for token in sql::highlight(text, span.clone(), dialect) {
        if token.span.start > at {
            runs.push((Class::Plain, token.span.start - at));
        }
        at = token.span.end;
        runs.push((class(token.kind), token.span.len()));
    }
    let mut code = code::lines(statement, runs, SHOWN);
    code.first_line = number(line);
    Some(code)
}

/// The lines of a script from `shown`, which counts them from 0.
pub(super) fn lines_of(script: &Script, shown: Range<usize>, dialect: Dialect) -> Code {
    let bodies = [Some(&script.upgrade), script.downgrade.as_ref()];
    let bodies = bodies.into_iter().flatten().map(|it| it.body.clone());
    let runs = highlight(&script.text, bodies, dialect, Limits::SHOWN);
    let mut code = code::lines(&script.text, runs, Limits::SHOWN);
    let end = shown.end.min(code.lines.len());
    let start = shown.start.min(end);
    code.lines = code.lines[start..end].to_vec();
    code.first_line = number(start + 1);
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_begins_at_its_line() {
        let text = "-- x\nSELECT 1;\nDROP TABLE\n  a;\n";
        let start = text.find("DROP").expect("it is there");
        let code = at(text, &(start..text.len() - 2), 3, Dialect::Sqlite).expect("it is there");
        let lines: Vec<&str> = code.lines.iter().map(|it| it.text.as_str()).collect();
        assert_eq!((code.first_line, lines), (3, vec!["DROP TABLE", "  a"]));
        assert_eq!(code.lines[0].runs[0], (Class::Keyword, 4));
        assert!(at(text, &(0..1_000), 1, Dialect::Sqlite).is_none());
    }
}
