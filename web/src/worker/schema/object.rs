use std::collections::{BTreeMap, BTreeSet};

use limbeck_planner::evolution::Origin;
use limbeck_planner::schema::{Object, QualifiedName, Schema};

use super::difference::{Around, key, link, link_to, place};
use super::view::{Link, ObjectView};
use super::{columns, facts, outline, parts, sql};

/// The object that is asked for by this key: as it is, or as it was before the revision dropped it.
pub(super) fn find(around: &Around, wanted: &str) -> Option<Object> {
    let schemas = [Some(&around.after), around.before.as_ref()];
    schemas
        .into_iter()
        .flatten()
        .flat_map(outline::objects)
        .map(|(_, object)| object)
        .find(|object| key(object) == wanted)
}

/// An object and everything in it of which it is told where it was made.
pub(super) fn with_parts(around: &Around, object: &Object) -> BTreeSet<Object> {
    let schemas = [Some(&around.after), around.before.as_ref()];
    let parts = schemas
        .into_iter()
        .flatten()
        .flat_map(|schema| parts::objects(schema, object));
    let mut all: BTreeSet<Object> = parts.collect();
    all.insert(object.clone());
    all
}

/// The view of an object.
pub(super) fn view(
    around: &Around,
    origins: &BTreeMap<Object, Origin>,
    object: &Object,
) -> ObjectView {
    let schema = around.schema_of(object);
    let columns = match object {
        Object::Table(name) => columns::of_table(around, origins, name),
        _ => Vec::new(),
    };
    ObjectView {
        key: key(object),
        noun: object.noun().to_owned(),
        name: object.name(),
        sign: around.sign(object),
        place: place(origins, object),
        uncertain: around.cause(object),
        facts: facts::of(around, object),
        columns,
        parts: parts::of(around, origins, object),
        needed_by: needed_by(schema, object),
        sql: sql::code(schema, object),
    }
}

/// What refers to a table or a view, and what counts by a sequence.
fn needed_by(schema: &Schema, object: &Object) -> Vec<Link> {
    let links = |names: Vec<&QualifiedName>| -> Vec<Link> {
        let names = names.into_iter();
        names.filter_map(|name| link_to(schema, name)).collect()
    };
    match object {
        Object::Table(name) | Object::View(name) => links(schema.dependents(name).collect()),
        Object::Sequence(name) => {
            let owner = schema.sequence(name).and_then(|it| it.owner.as_ref());
            let owner = owner.map(|owner| link(&Object::Table(owner.table.clone())));
            let counted = links(schema.counted_by(name).collect());
            let mut all: Vec<Link> = owner.into_iter().collect();
            all.extend(counted);
            all.dedup();
            all
        }
        _ => Vec::new(),
    }
}
