//! Renames, as the planner has them and as they travel.

use limbeck_planner::autogenerate::Answer;
use limbeck_planner::diff::Rename;
use limbeck_planner::schema::{Name, NameKind, QualifiedName, Schema};
use limbeck_planner::sql::Dialect;

use super::view::{RenameAnswer, RenameView};

impl RenameView {
    /// The view of `rename`.
    pub(super) fn of(rename: &Rename) -> Self {
        let text = ToString::to_string;
        match rename {
            Rename::Table { from, to } => Self {
                namespace: from.namespace.as_ref().map(text),
                table: None,
                from: text(&from.name),
                to: text(&to.name),
            },
            Rename::Column { table, from, to } => Self {
                namespace: table.namespace.as_ref().map(text),
                table: Some(text(&table.name)),
                from: text(from),
                to: text(to),
            },
        }
    }

    /// The rename again.
    pub(super) fn rename(&self, dialect: Dialect) -> Rename {
        let relation = |text: &str| QualifiedName {
            namespace: self
                .namespace
                .as_ref()
                .map(|it| Name::stored(it, NameKind::Relation, dialect)),
            name: Name::stored(text, NameKind::Relation, dialect),
        };
        match &self.table {
            None => Rename::Table {
                from: relation(&self.from),
                to: relation(&self.to),
            },
            Some(table) => Rename::Column {
                table: relation(table),
                from: Name::stored(&self.from, NameKind::Part, dialect),
                to: Name::stored(&self.to, NameKind::Part, dialect),
            },
        }
    }
}

/// The answers that fit the two schemas, and those that do not: what they are about may have been
/// written otherwise since.
pub(super) fn fitting(
    answers: &[RenameAnswer],
    from: &Schema,
    to: &Schema,
) -> (Vec<Answer>, Vec<RenameAnswer>) {
    let dialect = from.dialect();
    let all: Vec<(Rename, &RenameAnswer)> = answers
        .iter()
        .map(|answer| (answer.rename.rename(dialect), answer))
        .collect();
    let renamed: Vec<(QualifiedName, QualifiedName)> = all
        .iter()
        .filter(|(rename, answer)| answer.is_rename && fits(rename, from, to, &[]))
        .filter_map(|(rename, _)| match rename {
            Rename::Table { from, to } => Some((from.clone(), to.clone())),
            Rename::Column { .. } => None,
        })
        .collect();
    let (mut fitting, mut idle) = (Vec::new(), Vec::new());
    for (rename, answer) in all {
        if !fits(&rename, from, to, &renamed) {
            idle.push(answer.clone());
        } else if answer.is_rename {
            fitting.push(Answer::Yes(rename));
        } else {
            fitting.push(Answer::No(rename));
        }
    }
    // Tables come before their columns.
    fitting.sort();
    (fitting, idle)
}

/// Whether the old name is in the one schema alone, and the new name in the other alone, when the
/// tables of `renamed` have their new names.
fn fits(
    rename: &Rename,
    from: &Schema,
    to: &Schema,
    renamed: &[(QualifiedName, QualifiedName)],
) -> bool {
    match rename {
        Rename::Table { from: old, to: new } => {
            from.table(old).is_some()
                && from.table(new).is_none()
                && to.table(new).is_some()
                && to.table(old).is_none()
        }
        Rename::Column {
            table,
            from: old,
            to: new,
        } => {
            let earlier = renamed.iter().find(|(_, to)| to == table);
            let earlier = earlier.map_or(table, |(from, _)| from);
            let (Some(before), Some(after)) = (from.table(earlier), to.table(table)) else {
                return false;
            };
            before.column(old).is_some()
                && before.column(new).is_none()
                && after.column(new).is_some()
                && after.column(old).is_none()
        }
    }
}

/// The questions to ask now: those about columns wait for what is said of their table, and are
/// answered with it where that is another one.
pub(super) fn asked(questions: &[Rename], answers: &[Answer]) -> Vec<RenameView> {
    let denied = answers.iter().filter(|answer| !answer.is_yes());
    let tables: Vec<&QualifiedName> = questions
        .iter()
        .chain(denied.map(Answer::rename))
        .filter_map(|rename| match rename {
            Rename::Table { to, .. } => Some(to),
            Rename::Column { .. } => None,
        })
        .collect();
    questions
        .iter()
        .filter(|question| match question {
            Rename::Table { .. } => true,
            Rename::Column { table, .. } => !tables.contains(&table),
        })
        .map(RenameView::of)
        .collect()
}
