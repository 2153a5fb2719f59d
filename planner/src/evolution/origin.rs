//! Which statement of a history made an object what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::{Evolution, State, statements};
use crate::compare::{Change, Difference, compare_objects, constraint_object};
use crate::history::{Follow, History, Node};
use crate::plan::Direction;
use crate::project::Project;
use crate::replay::Place;
use crate::schema::{Object, Schema};
use crate::source::Script;

/// A statement of an upgrade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The revision.
    pub revision: String,
    /// The script's path.
    pub path: String,
    /// The line of the statement's first byte, from 1.
    pub line: usize,
}

impl Evolution {
    /// The last statement that made, changed or removed each of `objects` in a database at
    /// `revisions`; nothing for what no statement did.
    ///
    /// A part of an object that came with it, such as a column, comes from where that was made.
    /// Costs what the changes of the revisions cost that are looked at, from the newest on.
    pub fn origins(
        &mut self,
        project: &Project,
        revisions: &[&str],
        objects: &BTreeSet<Object>,
    ) -> BTreeMap<Object, Origin> {
        let mut origins = BTreeMap::new();
        let Ok(history) = project.history() else {
            return origins;
        };
        let mut open: BTreeSet<Object> = objects.clone();
        for node in self.newest_first(history, revisions) {
            if open.is_empty() {
                break;
            }
            self.work_out(project, history, node);
            let (Some(script), Some(state)) =
                (project.script(history.id(node)), self.states.get(&node))
            else {
                continue;
            };
            let candidates: BTreeSet<&Object> = open
                .iter()
                .filter(|object| state.may_have_changed(object))
                .collect();
            if candidates.is_empty() {
                continue;
            }
            for (object, line) in self.lines(script, state, &candidates) {
                open.remove(&object);
                let origin = Origin {
                    revision: script.revision.id.clone(),
                    path: script.path.clone(),
                    line,
                };
                origins.insert(object, origin);
            }
        }
        origins
    }

    /// Whether a database at `revisions` has `revision`, too.
    pub fn includes(&self, project: &Project, revisions: &[&str], revision: &str) -> bool {
        project.history().is_ok_and(|history| {
            let nodes = self.newest_first(history, revisions);
            history
                .find(revision)
                .is_some_and(|node| nodes.contains(&node))
        })
    }

    /// The revisions and everything below them, children first.
    fn newest_first(&self, history: &History, revisions: &[&str]) -> Vec<Node> {
        let mut wanted: BTreeSet<usize> = BTreeSet::new();
        let mut todo: Vec<Node> = revisions.iter().filter_map(|id| history.find(id)).collect();
        while let Some(node) = todo.pop() {
            if wanted.insert(self.ancestry.rank(node)) {
                todo.extend(history.graph().parents(node, Follow::Effective));
            }
        }
        let order = self.ancestry.parents_first();
        wanted.into_iter().rev().map(|rank| order[rank]).collect()
    }

    /// The lines of the last statements of a script that changed each of `candidates`.
    fn lines(
        &self,
        script: &Script,
        state: &State,
        candidates: &BTreeSet<&Object>,
    ) -> BTreeMap<Object, usize> {
        let mut lines = BTreeMap::new();
        let mut replay = state.before.clone();
        for statement in statements(script, Direction::Upgrade, self.dialect) {
            let before = replay.clone();
            replay.take_touched();
            let place = Place {
                path: &script.path,
                line: statement.line,
            };
            replay.apply_all(&statement.operations, place);
            let touched = replay.take_touched();
            // Who changed something is known, though what it was before may not be.
            let differences = compare_objects(
                &before.schema().taken_as_certain(),
                &replay.schema().taken_as_certain(),
                touched,
            );
            for object in candidates {
                let changed = differences
                    .iter()
                    .any(|difference| concerns(difference, object));
                let is_known = has(before.schema(), object) || has(replay.schema(), object);
                if changed && is_known {
                    lines.insert((*object).clone(), statement.line);
                }
            }
        }
        lines
    }
}

/// Whether a schema has an object, as far as that decides whether it came with its whole.
fn has(schema: &Schema, object: &Object) -> bool {
    let dialect = schema.dialect();
    let Some(whole) = object.relation() else {
        return true;
    };
    let Some(table) = schema.table(whole) else {
        return schema.relation(whole).is_some() || schema.user_type(whole).is_some();
    };
    match object {
        Object::Column { column, .. } => table.column(column).is_some(),
        Object::Index { index, .. } => table.index(index).is_some(),
        Object::Constraint { table: name, .. } => {
            let mut constraints = table.constraints.iter();
            constraints.any(|it| constraint_object(name, it, dialect) == *object)
        }
        Object::Trigger {
            table: name,
            trigger,
        } => schema.trigger(name, trigger).is_some(),
        _ => true,
    }
}

impl State {
    /// Whether the upgrade may have changed `object`, so that a closer look is worth it.
    fn may_have_changed(&self, object: &Object) -> bool {
        self.touched.iter().any(|touched| {
            touched == object
                || (touched.relation().is_some() && touched.relation() == object.relation())
                || matches!((touched, object), (Object::Routine { name: one, .. }, Object::Routine { name: other, .. }) if one == other)
                || matches!((touched, object), (Object::Type(one), Object::Constraint { table, .. }) if one == table)
        })
    }
}

/// Whether a difference is one of `object`, or of a whole that came or went with it.
fn concerns(difference: &Difference, object: &Object) -> bool {
    let changed = &difference.object;
    if changed == object {
        return true;
    }
    let is_whole = !matches!(difference.change, Change::Differs { .. });
    match changed {
        Object::Table(name) | Object::View(name) | Object::Type(name) => {
            is_whole && object.relation() == Some(name)
        }
        Object::Routine { name, .. } => {
            matches!(object, Object::Routine { name: other, .. } if name == other)
        }
        _ => false,
    }
}
