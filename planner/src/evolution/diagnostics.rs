//! What replaying a history tells of its scripts.

use super::{Evolution, State, StatementEffect, run, statements};
use crate::compare::{Change, Difference, compare_objects, shown_value};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::history::History;
use crate::plan::{Direction, upgrade};
use crate::project::Project;
use crate::replay::Fault;
use crate::source::{LineIndex, Script};
use crate::sql::Dialect;

/// So many differences are named; the rest is a number.
const NAMED: usize = 5;

/// What to do about a statement that another branch is in the way of.
const BRANCHES_COLLIDE: &str = "a database that gets both branches in this order refuses it: change \
                                one of them while no database has it, or put one behind the other \
                                with `limbeck rebase`";

impl Evolution {
    /// What a database would refuse of the scripts' statements, and which downgrades do not bring
    /// back the schema before their upgrades; in the order of paths and places.
    ///
    /// They are warnings: what no statement makes may be older than the history. What is uncertain
    /// is not told. Linear in the statements.
    pub fn diagnostics(&mut self, project: &Project) -> Vec<Diagnostic> {
        let Ok(history) = project.history() else {
            return Vec::new();
        };
        let mut diagnostics = Vec::new();
        for node in self.ancestry.parents_first().to_vec() {
            self.work_out(project, history, node);
            if let (Some(script), Some(state)) =
                (project.script(history.id(node)), self.states.get(&node))
            {
                diagnostics.extend(self.of_script(history, script, state));
            }
        }
        diagnostics.extend(self.of_branches(project, history));
        diagnostics.sort_by(|one, other| place(one).cmp(&place(other)));
        diagnostics
    }

    /// What an empty database would refuse on the way to the heads because of another branch: what
    /// none of the branches tells by itself. Nothing where the history is a line.
    fn of_branches(&self, project: &Project, history: &History) -> Vec<Diagnostic> {
        let is_line = history.heads().len() < 2
            && history
                .revisions()
                .iter()
                .all(|it| history.children(&it.id).len() < 2 && it.down_revisions.len() < 2);
        let order = if is_line {
            None
        } else {
            upgrade(history, &[], "heads").ok()
        };
        let mut replay = self.start.clone();
        let mut diagnostics = Vec::new();
        for step in order.iter().flat_map(|order| &order.steps) {
            let node = history.find(&step.revision);
            let (Some(script), Some(state)) = (
                project.script(&step.revision),
                node.and_then(|node| self.states.get(&node)),
            ) else {
                continue;
            };
            let mut faults = run(&mut replay, script, Direction::Upgrade, self.dialect);
            faults.retain(|fault| !state.faults.contains(fault));
            if faults.is_empty() {
                continue;
            }
            let upgrade = statements(script, Direction::Upgrade, self.dialect);
            let lines = LineIndex::new(&script.text);
            let told = of_faults(&faults, &upgrade, (script, self.dialect), &lines);
            diagnostics.extend(told.into_iter().map(|diagnostic| Diagnostic {
                message: format!("behind another branch, {}", diagnostic.message),
                help: Some(BRANCHES_COLLIDE.to_owned()),
                ..diagnostic
            }));
        }
        diagnostics
    }

    fn of_script(&self, history: &History, script: &Script, state: &State) -> Vec<Diagnostic> {
        debug_assert!(history.get(&script.revision.id).is_some());
        let lines = LineIndex::new(&script.text);
        let mut diagnostics = Vec::new();
        if !state.faults.is_empty() {
            let upgrade = statements(script, Direction::Upgrade, self.dialect);
            diagnostics.extend(of_faults(
                &state.faults,
                &upgrade,
                (script, self.dialect),
                &lines,
            ));
        }
        let downgrade = statements(script, Direction::Downgrade, self.dialect);
        if downgrade.is_empty() {
            return diagnostics;
        }
        let mut undone = state.after.clone();
        let faults = run(&mut undone, script, Direction::Downgrade, self.dialect);
        diagnostics.extend(of_faults(
            &faults,
            &downgrade,
            (script, self.dialect),
            &lines,
        ));
        let mut touched = state.touched.clone();
        touched.extend(undone.take_touched());
        let mut differences = compare_objects(state.before.schema(), undone.schema(), touched);
        // A column that comes back comes last, and no statement could put it elsewhere.
        differences.retain(|difference| !difference.is_about_position());
        if !differences.is_empty() && faults.is_empty() {
            diagnostics.push(of_downgrade(&differences, script, &lines));
        }
        diagnostics
    }
}

fn place(diagnostic: &Diagnostic) -> (&str, usize) {
    diagnostic
        .location
        .as_ref()
        .map_or(("", 0), |at| (at.path.as_str(), at.span.start))
}

fn of_faults(
    faults: &[(usize, Fault)],
    statements: &[StatementEffect],
    (script, dialect): (&Script, Dialect),
    lines: &LineIndex<'_>,
) -> Vec<Diagnostic> {
    let told = faults.iter().filter_map(|(position, fault)| {
        let statement = statements.get(*position)?;
        Some(Diagnostic {
            severity: Severity::Warning,
            code: code_of_fault(fault),
            message: fault.to_string(),
            location: Some(lines.location(&script.path, statement.span.clone())),
            related: Vec::new(),
            help: Some(help(fault, dialect).to_owned()),
        })
    });
    told.collect()
}

/// The code of a diagnostic about `fault`.
pub(crate) const fn code_of_fault(fault: &Fault) -> Code {
    match fault {
        Fault::AlreadyExists { .. }
        | Fault::LabelExists { .. }
        | Fault::SecondPrimaryKey { .. } => Code::AlreadyExists,
        Fault::DoesNotExist { .. } | Fault::NoLabel { .. } | Fault::BrokenView { .. } => {
            Code::DoesNotExist
        }
        Fault::StillNeeded { .. } | Fault::TypeNeeded { .. } => Code::StillNeeded,
        Fault::OtherKind { .. }
        | Fault::NoProperty { .. }
        | Fault::Circle { .. }
        | Fault::NoKey { .. }
        | Fault::Unjoinable { .. } => Code::ImpossibleChange,
    }
}

const fn help(fault: &Fault, dialect: Dialect) -> &'static str {
    match fault {
        Fault::AlreadyExists { .. }
        | Fault::LabelExists { .. }
        | Fault::SecondPrimaryKey { .. } => "drop it first, or give the new one another name",
        Fault::DoesNotExist { .. } | Fault::NoLabel { .. } => {
            "correct the name, or put the revision behind the one that makes it; what is older than \
             the history belongs into its first revision"
        }
        Fault::BrokenView { .. } => {
            "SQLite looks at every view and trigger here: drop it first, and make it again afterwards"
        }
        Fault::StillNeeded { .. } => match dialect {
            Dialect::Postgresql => "drop or change what needs it first, or use `CASCADE`",
            Dialect::Mysql | Dialect::Sqlite => "drop or change what needs it first",
        },
        Fault::TypeNeeded { .. } => "drop it first, and make it again afterwards",
        Fault::NoKey { .. } => "make a primary key or a unique constraint over them first",
        Fault::Unjoinable { .. } => {
            "give both columns types that go together, before the foreign key or without it"
        }
        Fault::Circle { .. } => "take the other out of it first: `NO INHERIT`, `DETACH PARTITION`",
        Fault::OtherKind { .. } | Fault::NoProperty { .. } => "use the statement for what it is",
    }
}

fn of_downgrade(differences: &[Difference], script: &Script, lines: &LineIndex<'_>) -> Diagnostic {
    let marker = script
        .downgrade
        .as_ref()
        .map_or(0..0, |section| section.marker.clone());
    let mut told: Vec<String> = differences.iter().take(NAMED).map(tell).collect();
    if let Some(more) = differences.len().checked_sub(NAMED).filter(|it| *it > 0) {
        told.push(format!("and {more} more"));
    }
    Diagnostic {
        severity: Severity::Warning,
        code: Code::DowngradeDiffers,
        message: format!(
            "the downgrade does not bring back the schema before the upgrade: {}",
            told.join("; ")
        ),
        location: Some(lines.location(&script.path, marker)),
        related: Vec::new(),
        help: Some("undo in it what the upgrade does, in the opposite order".to_owned()),
    }
}

/// A difference from the schema before the upgrade to the one after the downgrade.
fn tell(difference: &Difference) -> String {
    let object = &difference.object;
    match &difference.change {
        Change::OnlyLeft => format!("{object} is not there again"),
        Change::OnlyRight => format!("{object} is still there"),
        Change::Differs {
            property,
            left,
            right,
        } => format!(
            "the {property} of {object} is {}, and was {}",
            shown_value(right),
            shown_value(left)
        ),
    }
}
