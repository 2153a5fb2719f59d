use super::{Project, alike_ids};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::operation::read_fault;
use crate::plan::{Direction, SectionSql};
use crate::source::{LineIndex, Script};
use crate::sql::{Dialect, parse, split};

impl Project {
    /// What is worth telling about the SQL of all scripts, read for `dialect`: text that cannot be
    /// split, statements that do not fit a transaction, and statements that neither the schema's
    /// reader nor the parser can read. In the order of scripts and places, behind ids that the
    /// database takes for one.
    ///
    /// It reads every statement, which is most of what it costs.
    pub fn check_sql(&self, dialect: Dialect) -> Vec<Diagnostic> {
        let mut diagnostics = match dialect {
            Dialect::Mysql => alike_ids::in_mysql(&self.scripts),
            Dialect::Postgresql | Dialect::Sqlite => Vec::new(),
        };
        for script in &self.scripts {
            diagnostics.extend(check_script(script, dialect));
        }
        diagnostics
    }
}

/// What is worth telling about the SQL of one script.
fn check_script(script: &Script, dialect: Dialect) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for direction in [Direction::Upgrade, Direction::Downgrade] {
        if let Some(section) = script.section(direction) {
            let found = SectionSql::read(script, section, dialect).diagnostics;
            let is_faulty = found.iter().any(Diagnostic::is_error);
            diagnostics.extend(found);
            // Where the text is wrong, it says nothing that the parser cannot read it either.
            if !is_faulty {
                diagnostics.extend(opaque_statements(script, section.body.clone(), dialect));
            }
        }
    }
    diagnostics.sort_by_key(|it| it.location.as_ref().map(|at| at.span.start));
    diagnostics
}

fn opaque_statements(
    script: &Script,
    body: std::ops::Range<usize>,
    dialect: Dialect,
) -> Vec<Diagnostic> {
    let lines = LineIndex::new(&script.text);
    let pieces = split(&script.text, body, dialect).pieces;
    let opaque = pieces.into_iter().filter_map(|piece| {
        // What the schema's own reader knows needs no other.
        read_fault(&script.text[piece.code_start..piece.span.end], dialect)?;
        let fault = parse(&script.text[piece.span.clone()], dialect).err()?;
        Some(Diagnostic {
            severity: Severity::Information,
            code: Code::OpaqueStatement,
            message: format!("the parser cannot read this statement: {fault}"),
            location: Some(lines.location(&script.path, piece.code_start..piece.span.end)),
            related: Vec::new(),
            help: Some("it runs as it is written, and nothing is known of what it does".to_owned()),
        })
    });
    opaque.collect()
}
