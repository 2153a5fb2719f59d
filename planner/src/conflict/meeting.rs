use std::collections::{BTreeMap, BTreeSet};

use super::touch::{SessionEffect, StatementTouches, Touch, Verb};
use crate::operation::{Access, Mentions};
use crate::schema::{Object, QualifiedName, kept};
use crate::sql::Dialect;

/// What a statement does with a name, as far as it decides whether two statements can matter to each
/// other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// It reads or needs what has the name, or says the name.
    Reads,
    /// It adds a part to it that has a name of its own, and that no other part minds.
    Adds,
    /// It inserts rows whose keys have names of their own.
    Inserts,
    /// It may do anything to it.
    Changes,
}

impl Use {
    /// Whether two statements that use a name like this can matter to each other.
    pub(super) fn meets(self, other: Self) -> bool {
        self != other || self == Self::Changes
    }
}

/// The names that a statement has to do with, and what it does with each; `None` where it may have
/// to do with anything.
///
/// This errs on the side of too many. Whatever the statement makes, changes, drops, reads or writes
/// is there by every name that it has: its own, its relation's and its namespace's. So is every word
/// of its text, which is how it finds whatever it only looks for.
pub(super) fn uses(
    statement: &StatementTouches,
    text: &str,
    dialect: Dialect,
) -> Option<BTreeMap<String, Vec<Use>>> {
    if statement.session == SessionEffect::Changed
        || matches!(&statement.unknown, Some((Mentions::Everything, _)))
    {
        return None;
    }
    let mut uses = Uses(BTreeMap::new());
    let added: BTreeSet<&QualifiedName> = statement
        .touches
        .iter()
        .filter(|touch| adds(touch))
        .filter_map(|touch| touch.object.relation())
        .collect();
    for touch in &statement.touches {
        // Whoever adds a column needs the table, and nothing else of it.
        let is_for_added = matches!(&touch.object, Object::Table(name) if added.contains(name))
            && touch.verb == Verb::Need;
        if !is_for_added {
            uses.touch(touch);
        }
        if dialect == Dialect::Sqlite {
            uses.whole_schema(touch);
        }
    }
    for rows in &statement.rows {
        let how = match rows.access {
            Access::Read => Use::Reads,
            Access::Insert => Use::Inserts,
            Access::Update | Access::Delete => Use::Changes,
        };
        uses.relation(&rows.relation, how);
        for key in &rows.keys {
            uses.add(part(&rows.relation, &format!("{key:?}")), Use::Changes);
        }
    }
    for object in &statement.lacking {
        uses.object(object, Use::Changes);
    }
    for relation in &statement.uncertain {
        uses.relation(relation, Use::Changes);
    }
    if let Some((Mentions::Names(mentioned), _)) = &statement.unknown {
        for name in mentioned {
            uses.add(word(name.key()), Use::Changes);
        }
    }
    let mut mentioned = Uses(BTreeMap::new());
    for name in words(text).filter(|it| !uses.0.contains_key(it)) {
        mentioned.add(name, Use::Reads);
    }
    uses.0.extend(mentioned.0);
    Some(uses.0)
}

/// What every table and view of SQLite is part of: it looks at all of them when one is renamed, and
/// so minds what no statement names.
const WHOLE_SCHEMA: &str = "\0schema";

struct Uses(BTreeMap<String, Vec<Use>>);

impl Uses {
    fn add(&mut self, name: String, how: Use) {
        let known = self.0.entry(name).or_default();
        if !known.contains(&how) {
            known.push(how);
        }
    }

    fn relation(&mut self, name: &QualifiedName, how: Use) {
        if let Some(namespace) = &name.namespace {
            self.add(word(namespace.key()), Use::Reads);
        }
        self.add(word(name.name.key()), how);
    }

    fn touch(&mut self, touch: &Touch) {
        let how = match touch.verb {
            Verb::Need | Verb::TakeColumns | Verb::Refer | Verb::Rows(Access::Read) => Use::Reads,
            _ if adds(touch) => Use::Adds,
            _ => Use::Changes,
        };
        self.object(&touch.object, how);
    }

    fn object(&mut self, object: &Object, how: Use) {
        if let Some(relation) = object.relation() {
            self.relation(relation, how);
        }
        match object {
            Object::Column { table, column } => {
                let how = if how == Use::Adds { Use::Changes } else { how };
                self.add(part(table, column.key()), how);
            }
            Object::Sequence(name) | Object::Type(name) | Object::Routine { name, .. } => {
                self.relation(name, how);
            }
            Object::Other(other) => self.relation(&other.name, how),
            Object::Namespace(name)
            | Object::Extension(name)
            | Object::Constraint {
                constraint: name, ..
            }
            | Object::Index { index: name, .. }
            | Object::Trigger { trigger: name, .. } => self.add(word(name.key()), how),
            Object::Table(_) | Object::View(_) => {}
        }
    }

    fn whole_schema(&mut self, touch: &Touch) {
        let removes = touch.verb.removes();
        let looks = removes && matches!(touch.object, Object::Column { .. })
            || matches!(touch.verb, Verb::Rename(_));
        if looks {
            self.add(WHOLE_SCHEMA.to_owned(), Use::Reads);
        }
        let may_break = match touch.object {
            Object::Table(_) | Object::View(_) | Object::Trigger { .. } => {
                !touch.verb.only_uses() && !matches!(touch.verb, Verb::Rows(_))
            }
            Object::Column { .. } => removes,
            _ => false,
        };
        if may_break {
            self.add(WHOLE_SCHEMA.to_owned(), Use::Adds);
        }
    }
}

/// Whether a column is made.
fn adds(touch: &Touch) -> bool {
    matches!(touch.object, Object::Column { .. }) && matches!(touch.verb, Verb::Create { .. })
}

/// The name of a part of a relation. It is no word.
fn part(relation: &QualifiedName, name: &str) -> String {
    format!("{}\0{}", word(relation.name.key()), name.to_lowercase())
}

/// What a name is found by: its first word, as it is of a text that has the name.
fn word(name: &str) -> String {
    words(name).next().unwrap_or_else(|| name.to_lowercase())
}

/// The words of a text without their case, those of strings and comments, too, and no longer than
/// names are.
fn words(text: &str) -> impl Iterator<Item = String> {
    let is_part = |it: char| it.is_alphanumeric() || it == '_' || it == '$';
    let words = text.split(move |it| !is_part(it));
    let words = words.filter(|it| !it.is_empty());
    words.map(|it| kept(it).to_lowercase())
}
