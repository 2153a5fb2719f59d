use std::collections::BTreeMap;

use limbeck_planner::compare::Change;
use limbeck_planner::evolution::Origin;
use limbeck_planner::schema::{
    Object, OtherName, QualifiedName, RoutineKind, Schema, TypeDefinition, ViewKind,
};

use super::columns;
use super::difference::{Around, key, place};
use super::facts::label;
use super::parts;
use super::view::{ChangeGroup, ChangeLine, ObjectEntry, ObjectKind, Sign};

/// So many changes of one object are told.
const MOST_LINES: usize = 200;

/// What there is, and what the revision dropped, in the order of kinds and names.
pub(super) fn entries(around: &Around) -> Vec<ObjectEntry> {
    let mut entries: Vec<ObjectEntry> = listed(&around.after, around);
    if let Some(before) = &around.before {
        let gone = listed(before, around);
        entries.extend(gone.into_iter().filter(|it| it.sign == Some(Sign::Dropped)));
    }
    entries.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    entries
}

/// The objects of a schema that are listed by themselves.
pub(super) fn objects(schema: &Schema) -> Vec<(ObjectKind, Object)> {
    let mut objects = Vec::new();
    let mut add = |kind, object| objects.push((kind, object));
    for (name, _) in schema.tables() {
        add(ObjectKind::Table, Object::Table(name.clone()));
    }
    for (name, _) in schema.views() {
        add(ObjectKind::View, Object::View(name.clone()));
    }
    for (name, _) in schema.types() {
        add(ObjectKind::Type, Object::Type(name.clone()));
    }
    for (name, _) in schema.sequences() {
        add(ObjectKind::Sequence, Object::Sequence(name.clone()));
    }
    for (name, routine) in schema.routines() {
        let object = Object::Routine {
            name: name.clone(),
            signature: routine.signature.clone(),
        };
        add(ObjectKind::Routine, object);
    }
    for (name, _) in schema.extensions() {
        add(ObjectKind::Extension, Object::Extension(name.clone()));
    }
    for (name, _) in schema.namespaces() {
        add(ObjectKind::Namespace, Object::Namespace(name.clone()));
    }
    for (name, _) in schema.others().filter(|(name, _)| name.table.is_none()) {
        add(ObjectKind::Other, Object::Other(name.clone()));
    }
    objects
}

fn listed(schema: &Schema, around: &Around) -> Vec<ObjectEntry> {
    let mut others: BTreeMap<&QualifiedName, Vec<&OtherName>> = BTreeMap::new();
    for (name, _) in schema.others() {
        if let Some(table) = &name.table {
            others.entry(table).or_default().push(name);
        }
    }
    objects(schema)
        .into_iter()
        .map(|(kind, object)| {
            let mut members = members(schema, &object);
            if let Object::Table(name) | Object::View(name) = &object {
                let others = others.get(name).into_iter().flatten();
                members.extend(others.map(|it| it.name.name.to_string()));
            }
            ObjectEntry {
                key: key(&object),
                kind,
                name: object.name(),
                note: note(schema, &object),
                sign: around.sign(&object),
                is_uncertain: schema.uncertainty().of(&object).is_some(),
                members,
            }
        })
        .collect()
}

/// The names of what is in an object.
fn members(schema: &Schema, object: &Object) -> Vec<String> {
    let mut members: Vec<String> = Vec::new();
    match object {
        Object::Table(name) => {
            if let Some(table) = schema.table(name) {
                members.extend(table.columns.iter().map(|it| it.name.to_string()));
                let constraints = table.constraints.iter().filter_map(|it| it.name());
                members.extend(constraints.map(ToString::to_string));
                members.extend(table.indexes.iter().map(|it| it.name.to_string()));
            }
            members.extend(schema.triggers_of(name).map(|(name, _)| name.to_string()));
        }
        Object::View(name) => {
            if let Some(view) = schema.view(name) {
                members.extend(view.columns.iter().map(ToString::to_string));
                members.extend(view.indexes.iter().map(|it| it.name.to_string()));
            }
            members.extend(schema.triggers_of(name).map(|(name, _)| name.to_string()));
        }
        Object::Type(name) => match schema.user_type(name).map(|it| &it.definition) {
            Some(TypeDefinition::Enum { labels }) => members.extend(labels.iter().cloned()),
            Some(TypeDefinition::Composite { attributes }) => {
                members.extend(attributes.iter().map(|it| it.name.to_string()));
            }
            _ => {}
        },
        _ => {}
    }
    members
}

/// What is said of an object beside its name.
fn note(schema: &Schema, object: &Object) -> String {
    match object {
        Object::Table(name) => {
            let columns = schema.table(name).map_or(0, |it| it.columns.len());
            counted(columns, "column", "columns")
        }
        Object::View(name) => match schema.view(name).map(|it| it.kind) {
            Some(ViewKind::Materialized) => "materialized".to_owned(),
            _ => String::new(),
        },
        Object::Type(name) => match schema.user_type(name).map(|it| &it.definition) {
            Some(TypeDefinition::Enum { .. }) => "enum".to_owned(),
            Some(TypeDefinition::Domain(_)) => "domain".to_owned(),
            Some(TypeDefinition::Composite { .. }) => "composite".to_owned(),
            _ => String::new(),
        },
        Object::Routine { name, signature } => {
            let mut routines = schema.routines_named(name);
            match routines
                .find(|it| it.signature == *signature)
                .map(|it| it.kind)
            {
                Some(RoutineKind::Procedure) => "procedure".to_owned(),
                Some(RoutineKind::Aggregate) => "aggregate".to_owned(),
                _ => String::new(),
            }
        }
        Object::Other(name) => name.kind.noun().to_owned(),
        _ => String::new(),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The objects that a revision changed, or changed something in, as the list has them.
pub(super) fn changed(around: &Around) -> Vec<&Object> {
    let mut owners: Vec<&Object> = around.owned.keys().collect();
    owners.sort_by_key(|owner| (rank(owner), owner.name()));
    owners
}

/// What a revision changed, object by object.
pub(super) fn changes(around: &Around, origins: &BTreeMap<Object, Origin>) -> Vec<ChangeGroup> {
    changed(around)
        .into_iter()
        .filter_map(|owner| {
            let sign = around.sign(owner)?;
            let parts = around.owned.get(owner)?;
            let lines = parts
                .iter()
                .flat_map(|part| lines(around, origins, owner, part));
            Some(ChangeGroup {
                key: key(owner),
                noun: owner.noun().to_owned(),
                name: owner.name(),
                sign,
                note: note(around.schema_of(owner), owner),
                place: place(origins, owner),
                lines: lines.take(MOST_LINES).collect(),
            })
        })
        .collect()
}

/// Where an object stands among others: as the groups of the list do.
fn rank(object: &Object) -> usize {
    match object {
        Object::Table(_) => 0,
        Object::View(_) => 1,
        Object::Type(_) => 2,
        Object::Sequence(_) => 3,
        Object::Routine { .. } => 4,
        _ => 5,
    }
}

fn lines(
    around: &Around,
    origins: &BTreeMap<Object, Origin>,
    owner: &Object,
    part: &Object,
) -> Vec<ChangeLine> {
    let is_own = part == owner;
    let line = |sign, what: String, before: &str, after: &str| ChangeLine {
        sign,
        noun: if is_own {
            String::new()
        } else {
            part.noun().to_owned()
        },
        name: if is_own {
            String::new()
        } else {
            part_name(part)
        },
        what,
        before: before.to_owned(),
        after: after.to_owned(),
        place: place(origins, part),
    };
    let changes = around.changes.get(part).into_iter().flatten();
    changes
        .filter_map(|change| match change {
            // The head of the group says it.
            _ if is_own && columns::is_presence(change) => None,
            Change::OnlyRight => {
                let what = definition(&around.after, owner, part);
                Some(line(Sign::Added, what, "", ""))
            }
            Change::OnlyLeft => {
                let before = around.before.as_ref();
                let what = before.map_or_else(String::new, |it| definition(it, owner, part));
                Some(line(Sign::Dropped, what, "", ""))
            }
            Change::Differs {
                property,
                left,
                right,
            } => Some(line(
                Sign::Altered,
                label(part, *property).to_owned(),
                left,
                right,
            )),
        })
        .collect()
}

/// The name of a part without that of the whole.
fn part_name(part: &Object) -> String {
    match part {
        Object::Column { column, .. } => column.to_string(),
        other => other.name(),
    }
}

fn definition(schema: &Schema, owner: &Object, part: &Object) -> String {
    if let Object::Column { table, column } = part
        && let Some(table) = schema.table(table)
        && let Some(column) = table.column(column)
    {
        return columns::line(table, column, schema.dialect());
    }
    parts::definition(schema, owner, part).unwrap_or_default()
}
