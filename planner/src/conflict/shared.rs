use std::collections::BTreeSet;
use std::rc::Rc;

use super::touch::StatementTouches;
use crate::operation::{Access, Mentions};
use crate::replay::Replay;
use crate::schema::{Cause, Name, Object, QualifiedName};

/// The names of what both sides touch, other than by needing or reading it on both; sorted.
pub(super) fn shared_names(
    left: &[Rc<StatementTouches>],
    right: &[Rc<StatementTouches>],
) -> Vec<String> {
    let (left, right) = (touched(left), touched(right));
    let one = left.all.intersection(&right.changed);
    let other = left.changed.intersection(&right.all);
    let shared: BTreeSet<&String> = one.chain(other).collect();
    shared.into_iter().cloned().collect()
}

struct Touched {
    all: BTreeSet<String>,
    changed: BTreeSet<String>,
}

fn touched(statements: &[Rc<StatementTouches>]) -> Touched {
    let mut touched = Touched {
        all: BTreeSet::new(),
        changed: BTreeSet::new(),
    };
    let mut add = |name: String, changes: bool| {
        if changes {
            touched.changed.insert(name.clone());
        }
        touched.all.insert(name);
    };
    for statement in statements {
        for touch in &statement.touches {
            add(root_name(&touch.object), !touch.verb.only_uses());
        }
        for rows in &statement.rows {
            add(rows.relation.to_string(), rows.access != Access::Read);
        }
    }
    touched
}

fn root_name(object: &Object) -> String {
    match object.relation() {
        Some(relation) => relation.to_string(),
        None => object.name(),
    }
}

/// Why something that both sides touch is not certain: a statement of one of them whose effect is
/// not known and that may touch what the other does, or one below both.
pub(super) fn unknown_causes(
    left: &[Rc<StatementTouches>],
    right: &[Rc<StatementTouches>],
    base: &Replay,
) -> Vec<Cause> {
    let mut causes = BTreeSet::new();
    for (ones, others) in [(left, right), (right, left)] {
        let names: BTreeSet<Name> = others
            .iter()
            .flat_map(|statement| {
                let touched = statement.touches.iter().flat_map(|it| names_of(&it.object));
                let rows = statement.rows.iter().map(|it| it.relation.name.clone());
                let mentioned = match &statement.unknown {
                    Some((Mentions::Names(names), _)) => names.iter().cloned().collect(),
                    _ => Vec::new(),
                };
                touched.chain(rows).chain(mentioned).collect::<Vec<_>>()
            })
            .collect();
        for statement in ones {
            let Some((mentions, reason)) = &statement.unknown else {
                continue;
            };
            let may_touch = match mentions {
                Mentions::Everything => true,
                Mentions::Names(mentioned) => mentioned
                    .iter()
                    .any(|it| names.iter().any(|name| name.key() == it.key())),
            };
            if may_touch {
                causes.insert(Cause {
                    path: statement.path.clone(),
                    line: statement.line,
                    reason: reason.clone(),
                });
            }
        }
    }
    let uncertainty = base.schema().uncertainty();
    if !uncertainty.is_none() {
        let others = relations(right);
        let shared = relations(left).into_iter().filter(|it| others.contains(it));
        for relation in shared {
            causes.extend(uncertainty.of(&Object::Table(relation.clone())).cloned());
        }
    }
    causes.into_iter().collect()
}

fn relations(statements: &[Rc<StatementTouches>]) -> BTreeSet<&QualifiedName> {
    statements
        .iter()
        .flat_map(|statement| {
            let touched = statement
                .touches
                .iter()
                .filter_map(|it| it.object.relation());
            touched.chain(statement.rows.iter().map(|it| &it.relation))
        })
        .collect()
}

fn names_of(object: &Object) -> Vec<Name> {
    let own = match object {
        Object::Namespace(name) | Object::Extension(name) => Some(name.clone()),
        Object::Type(name) | Object::Sequence(name) | Object::Routine { name, .. } => {
            Some(name.name.clone())
        }
        _ => None,
    };
    let relation = object.relation().map(|it| it.name.clone());
    own.into_iter().chain(relation).collect()
}
