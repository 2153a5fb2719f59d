//! The schema that files declare: SQL that makes it in an empty database, from one file or from
//! several.

mod order;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::evolution::code_of_fault;
use crate::operation::{Operation, read, read_fault};
use crate::plan::split_diagnostic;
use crate::replay::{Fault, Place, Replay};
use crate::schema::{Name, Schema};
use crate::source::{File, LineIndex, decode};
use crate::sql::{Dialect, FaultKind, split};

/// What files declare, and what is wrong with them.
#[derive(Debug, Clone)]
pub struct Declared {
    /// The schema, as far as it can be read.
    pub schema: Schema,
    /// What is wrong, in the order of paths and places. Where any of it is an error, the schema is
    /// not what the files mean.
    pub diagnostics: Vec<Diagnostic>,
}

/// What `files` declare, for names without a namespace in `default` where one is given.
///
/// The files are read in the order of their paths, save that one which needs what another makes
/// comes behind that. Linear in the text where no file needs another.
pub fn declare(mut files: Vec<File>, dialect: Dialect, default: Option<Name>) -> Declared {
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let mut diagnostics = Vec::new();
    let mut texts = Vec::new();
    for file in files {
        match decode(file) {
            Ok((path, text)) => texts.push((path, text)),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let mut declarations = Vec::new();
    for (path, text) in &texts {
        let (statements, found) = statements(path, text, dialect);
        diagnostics.extend(found);
        declarations.push(Declaration {
            path,
            text,
            statements,
        });
    }
    let start = Replay::empty(dialect);
    let start = match default {
        Some(default) => start.in_namespace(default),
        None => start,
    };
    let (replay, found) = order::replay(start, declarations);
    diagnostics.extend(found);
    diagnostics.sort_by(|one, other| place(one).cmp(&place(other)));
    Declared {
        schema: replay.into_schema(),
        diagnostics,
    }
}

/// A file whose statements are read.
struct Declaration<'files> {
    path: &'files str,
    text: &'files str,
    statements: Vec<Statement>,
}

/// A statement, and what it does.
struct Statement {
    span: std::ops::Range<usize>,
    line: usize,
    operations: Vec<Operation>,
}

/// The statements of a file, and what of it cannot be read.
fn statements(path: &str, text: &str, dialect: Dialect) -> (Vec<Statement>, Vec<Diagnostic>) {
    let lines = LineIndex::new(text);
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let split = split(text, start..text.len(), dialect);
    // Dumps have commands for the client in them, which make nothing.
    let faults = split.faults.into_iter();
    let faults = faults.filter(|fault| fault.kind != FaultKind::ClientCommand);
    let faults: Vec<_> = faults.collect();
    // From a fault on, where statements end is not known.
    let known = faults.iter().map(|fault| fault.span.start).min();
    let mut diagnostics: Vec<Diagnostic> = faults
        .into_iter()
        .map(|fault| split_diagnostic(fault, path, &lines))
        .collect();
    let mut statements = Vec::new();
    for piece in split.pieces {
        let span = piece.code_start..piece.span.end;
        if known.is_some_and(|known| span.end > known) {
            break;
        }
        let sql = &text[span.clone()];
        if let Some((reason, offset)) = read_fault(sql, dialect) {
            let place = (span.start + offset).min(span.end);
            diagnostics.push(Diagnostic {
                severity: Severity::Error,
                code: Code::UnreadableStatement,
                message: format!("this statement cannot be read: {reason}"),
                location: Some(lines.location(path, place..place)),
                related: Vec::new(),
                help: Some(
                    "correct it; if the database takes it as it is, please report it".to_owned(),
                ),
            });
            continue;
        }
        statements.push(Statement {
            line: lines.position(span.start).0,
            operations: read(sql, dialect),
            span,
        });
    }
    (statements, diagnostics)
}

impl Declaration<'_> {
    /// Carries its statements out. Gives what a database would refuse, by the statement's place.
    fn run(&self, replay: &mut Replay) -> Vec<(usize, Fault)> {
        let mut faults = Vec::new();
        for (position, statement) in self.statements.iter().enumerate() {
            let place = Place {
                path: self.path,
                line: statement.line,
            };
            let found = replay.apply_all(&statement.operations, place);
            faults.extend(found.into_iter().map(|fault| (position, fault)));
        }
        faults
    }

    fn diagnostic(&self, position: usize, fault: &Fault) -> Diagnostic {
        let lines = LineIndex::new(self.text);
        let location = self
            .statements
            .get(position)
            .map(|statement| lines.location(self.path, statement.span.clone()));
        Diagnostic {
            severity: Severity::Error,
            code: code_of_fault(fault),
            message: fault.to_string(),
            location,
            related: Vec::new(),
            help: Some(
                "the files must make the schema in an empty database, from the first statement to \
                 the last"
                    .to_owned(),
            ),
        }
    }
}

fn place(diagnostic: &Diagnostic) -> (&str, usize) {
    diagnostic
        .location
        .as_ref()
        .map_or(("", 0), |at| (at.path.as_str(), at.span.start))
}
