//! Writes operations as statements.
//!
//! The statements are those that Alembic and SQLAlchemy write for the same operation: the same
//! tokens in the same order, save where the model says more than theirs.

mod alter_column;
mod alter_routine;
mod alter_sequence;
mod alter_table;
mod alter_type;
mod alter_view;
mod column;
mod comment;
mod constraint;
mod create_table;
mod drop;
mod index;
mod name;
mod namespace;
mod routine;
mod sequence;
mod trigger;
mod user_type;
mod view;

pub use constraint::rule;
pub use index::index;

pub(crate) use column::column;
pub(crate) use index::parts;
pub(crate) use name::{name, names, qualified};

use crate::operation::{
    Existing, ForeignKeyChecks, IndexChange, Missing, Operation, OtherChange, ViewChecks,
};
use crate::schema::{Name, OtherKind, OtherObject, QualifiedName};
use crate::sql::{Dialect, literal};

/// The statements that do what an operation says, in order, without terminators.
///
/// Several where the dialect has no statement for all of it, and none where it has none, or where
/// the operation is known by its effect alone ([`Operation::Data`], [`Operation::Unknown`]).
pub fn statements(operation: &Operation, dialect: Dialect) -> Vec<String> {
    let render = Render { dialect };
    match operation {
        Operation::CreateNamespace { .. }
        | Operation::RenameNamespace { .. }
        | Operation::CreateExtension { .. }
        | Operation::UpdateExtension { .. } => render.namespace(operation).into_iter().collect(),
        Operation::CreateTable(made) => render.create_table(made),
        Operation::AlterTable {
            table,
            scope,
            changes,
            ..
        } => render.alter_table(table, *scope, changes),
        Operation::CreateIndex {
            table,
            index,
            existing,
        } => render.create_index(table, index, *existing),
        Operation::AlterIndex { index, change, .. } => render.alter_index(index, change),
        Operation::CreateView {
            name,
            view,
            existing,
        } => render.create_view(name, view, *existing),
        Operation::AlterView {
            view, kind, change, ..
        } => render.alter_view(view, *kind, change),
        Operation::CreateSequence {
            name,
            sequence,
            existing,
        } => render.create_sequence(name, sequence, *existing),
        Operation::AlterSequence {
            sequence, changes, ..
        } => render.alter_sequence(sequence, changes),
        Operation::CreateType { name, definition } => render.create_type(name, definition),
        Operation::AlterType { user_type, changes } => render.alter_type(user_type, changes),
        Operation::CreateRoutine {
            name,
            routine,
            existing,
        } => vec![render.create_routine(name, routine, *existing)],
        Operation::AlterRoutine { routine, change } => render.alter_routine(routine, change),
        Operation::CreateTrigger {
            name,
            trigger,
            existing,
        } => render.create_trigger(name, trigger, *existing),
        Operation::RenameTrigger { table, name, to } => vec![format!(
            "ALTER TRIGGER {} ON {} RENAME TO {}",
            render.name(name),
            render.qualified(table),
            render.name(to)
        )],
        Operation::CreateOther {
            kind,
            table,
            name,
            object,
            existing,
        } => vec![render.create_other(*kind, table.as_ref(), name, object, *existing)],
        Operation::AlterOther {
            kind,
            table,
            name,
            change,
            ..
        } => render.alter_other(*kind, table.as_ref(), name, change),
        Operation::Drop {
            dropped,
            missing,
            behavior,
        } => render.drop(dropped, *missing, *behavior),
        Operation::Comment { on, comment } => render.comment(on, comment.as_deref()),
        Operation::SetSearchPath(_)
        | Operation::ResetSearchPath
        | Operation::SetForeignKeyChecks(_)
        | Operation::SetViewChecks(_) => render.session(operation).into_iter().collect(),
        Operation::Use(_) | Operation::Data(_) | Operation::Unknown(_) => Vec::new(),
    }
}

/// Writes statements of one dialect.
#[derive(Debug, Clone, Copy)]
struct Render {
    dialect: Dialect,
}

impl Render {
    fn name(self, name: &Name) -> String {
        self::name(name, self.dialect)
    }

    fn qualified(self, name: &QualifiedName) -> String {
        self::qualified(name, self.dialect)
    }

    /// What changes the session alone.
    fn session(self, operation: &Operation) -> Option<String> {
        Some(match (operation, self.dialect) {
            (Operation::SetSearchPath(path), Dialect::Postgresql) if path.is_empty() => {
                "SET search_path TO ''".to_owned()
            }
            (Operation::SetSearchPath(path), Dialect::Postgresql) => {
                format!("SET search_path TO {}", names(path, self.dialect))
            }
            (Operation::SetSearchPath(path), Dialect::Mysql) => {
                format!("USE {}", self.name(path.first()?))
            }
            (Operation::ResetSearchPath, Dialect::Postgresql) => {
                "SET search_path TO DEFAULT".to_owned()
            }
            (Operation::SetForeignKeyChecks(checks), _) => {
                let value = match checks {
                    ForeignKeyChecks::On => 1,
                    ForeignKeyChecks::Off => 0,
                };
                format!("SET FOREIGN_KEY_CHECKS = {value}")
            }
            (Operation::SetViewChecks(checks), _) => {
                let value = match checks {
                    ViewChecks::On => 0,
                    ViewChecks::Off => 1,
                };
                format!("PRAGMA legacy_alter_table = {value}")
            }
            _ => return None,
        })
    }

    fn alter_index(self, index: &QualifiedName, change: &IndexChange) -> Vec<String> {
        let change = match change {
            IndexChange::Rename(to) => format!("RENAME TO {}", self.name(to)),
            IndexChange::SetOptions(options) => format!("SET ({})", parameters(options)),
            IndexChange::ResetOptions(options) => format!("RESET ({})", options.join(", ")),
            IndexChange::Nothing => return Vec::new(),
        };
        vec![format!("ALTER INDEX {} {change}", self.qualified(index))]
    }

    fn create_other(
        self,
        kind: OtherKind,
        table: Option<&QualifiedName>,
        name: &QualifiedName,
        object: &OtherObject,
        existing: Existing,
    ) -> String {
        let name = self.other_name(kind, table, name);
        format!(
            "CREATE {}{} {}{name} {}",
            or_replace(existing),
            other_words(kind),
            if_not_exists(existing),
            object.text
        )
    }
}

impl Render {
    fn alter_other(
        self,
        kind: OtherKind,
        table: Option<&QualifiedName>,
        name: &QualifiedName,
        change: &OtherChange,
    ) -> Vec<String> {
        let change = match change {
            OtherChange::Rename(to) => format!("RENAME TO {}", self.name(to)),
            OtherChange::SetNamespace(to) => format!("SET SCHEMA {}", self.name(to)),
            OtherChange::Restate(text) => text.clone(),
            OtherChange::Nothing => return Vec::new(),
        };
        let name = self.other_name(kind, table, name);
        vec![format!("ALTER {} {name} {change}", other_words(kind))]
    }

    /// The name as statements say it, with the table where they do.
    fn other_name(
        self,
        kind: OtherKind,
        table: Option<&QualifiedName>,
        name: &QualifiedName,
    ) -> String {
        match (kind, table) {
            (OtherKind::Cast | OtherKind::Operator, _) => name.name.to_string(),
            (OtherKind::Policy, Some(table)) => {
                format!("{} ON {}", self.qualified(name), self.qualified(table))
            }
            _ => self.qualified(name),
        }
    }
}

/// The words behind `CREATE` and `DROP` for an object that is known by name and text alone.
const fn other_words(kind: OtherKind) -> &'static str {
    match kind {
        OtherKind::Policy => "POLICY",
        OtherKind::Rule => "RULE",
        OtherKind::Statistics => "STATISTICS",
        OtherKind::Collation => "COLLATION",
        OtherKind::Event => "EVENT",
        OtherKind::VirtualTable => "VIRTUAL TABLE",
        OtherKind::EventTrigger => "EVENT TRIGGER",
        OtherKind::Publication => "PUBLICATION",
        OtherKind::TextSearch => "TEXT SEARCH CONFIGURATION",
        OtherKind::Cast => "CAST",
        OtherKind::Operator => "OPERATOR",
    }
}

const fn if_not_exists(existing: Existing) -> &'static str {
    match existing {
        Existing::Keep => "IF NOT EXISTS ",
        Existing::Refuse | Existing::Replace => "",
    }
}

const fn or_replace(existing: Existing) -> &'static str {
    match existing {
        Existing::Replace => "OR REPLACE ",
        Existing::Refuse | Existing::Keep => "",
    }
}

const fn if_exists(missing: Missing) -> &'static str {
    match missing {
        Missing::Skip => "IF EXISTS ",
        Missing::Refuse => "",
    }
}

/// Parameters with their values, as they stand in parentheses.
fn parameters<'options>(options: impl IntoIterator<Item = &'options (String, String)>) -> String {
    let options = options.into_iter();
    let texts: Vec<String> = options
        .map(|(name, value)| format!("{name} = {}", parameter_value(value)))
        .collect();
    texts.join(", ")
}

/// A parameter's value: bare where it is a word or a number.
fn parameter_value(value: &str) -> String {
    let is_bare = !value.is_empty()
        && value
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '.' | '-'));
    if is_bare {
        value.to_owned()
    } else {
        literal(value, Dialect::Postgresql)
    }
}
