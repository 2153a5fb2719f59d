use std::collections::BTreeMap;

use limbeck_planner::compare::{Property, constraint_object};
use limbeck_planner::evolution::Origin;
use limbeck_planner::render;
use limbeck_planner::schema::{
    Constraint, Index, Name, Object, OtherName, QualifiedName, Rule, Schema, Trigger, TriggerEvent,
    TypeDefinition, Validity,
};

use super::difference::{Around, link_to, merged, place};
use super::view::{Cell, Link, PartView, Parts, Sign};

/// A part of an object, as it is in one schema.
struct Part {
    object: Object,
    name: String,
    definition: String,
    comment: String,
    link: Option<Link>,
}

/// Reads the parts of one kind that an object has in a schema.
type ReadParts = fn(&Schema, &Object) -> Vec<Part>;

/// What an object has besides its columns.
pub(super) fn of(
    around: &Around,
    origins: &BTreeMap<Object, Origin>,
    owner: &Object,
) -> Vec<Parts> {
    let schema = around.schema_of(owner);
    let is_whole = matches!(around.own_sign(owner), Some(Sign::Added | Sign::Dropped));
    let before = around.before.as_ref().filter(|_| !is_whole);
    let groups: [(&str, ReadParts); 4] = [
        ("Constraints", constraints),
        ("Indexes", indexes),
        ("Triggers", triggers),
        ("Policies and rules", others),
    ];
    groups
        .into_iter()
        .filter_map(|(title, read)| {
            let now = read(schema, owner);
            let then = before.map_or_else(Vec::new, |before| read(before, owner));
            let parts = views(around, origins, &then, &now);
            (!parts.is_empty()).then(|| Parts {
                title: title.to_owned(),
                parts,
            })
        })
        .chain(labels(around, owner))
        .collect()
}

/// Every part of an object in a schema.
pub(super) fn objects(schema: &Schema, owner: &Object) -> Vec<Object> {
    let mut objects: Vec<Object> = [constraints, indexes, triggers, others]
        .into_iter()
        .flat_map(|read| read(schema, owner))
        .map(|part| part.object)
        .collect();
    if let Object::Table(name) = owner
        && let Some(table) = schema.table(name)
    {
        objects.extend(table.columns.iter().map(|column| Object::Column {
            table: name.clone(),
            column: column.name.clone(),
        }));
    }
    objects
}

/// A part as SQL, behind its name.
pub(super) fn definition(schema: &Schema, owner: &Object, part: &Object) -> Option<String> {
    let all = [constraints, indexes, triggers, others];
    let mut parts = all.into_iter().flat_map(|read| read(schema, owner));
    parts
        .find(|it| it.object == *part)
        .map(|part| part.definition)
}

fn views(
    around: &Around,
    origins: &BTreeMap<Object, Origin>,
    then: &[Part],
    now: &[Part],
) -> Vec<PartView> {
    let order = merged(then, now, |part| part.object.clone());
    order
        .into_iter()
        .filter_map(|(object, is_gone)| {
            let find = |parts: &[Part]| parts.iter().position(|part| part.object == object);
            let earlier = find(then).map(|place| &then[place]);
            let part = if is_gone {
                // What only another name tells apart did not go.
                around.own_sign(&object)?;
                earlier?
            } else {
                &now[find(now)?]
            };
            let earlier = earlier.filter(|_| !is_gone);
            let properties = [
                Property::Definition,
                Property::Timing,
                Property::Validity,
                Property::Options,
                Property::State,
                Property::Kind,
            ];
            Some(PartView {
                name: part.name.clone(),
                sign: around.own_sign(&object),
                definition: around.cell(
                    &object,
                    &properties,
                    part.definition.clone(),
                    earlier.map(|it| it.definition.clone()),
                ),
                comment: part.comment.clone(),
                link: part.link.clone(),
                place: place(origins, &object),
            })
        })
        .collect()
}

fn constraints(schema: &Schema, owner: &Object) -> Vec<Part> {
    let (name, constraints): (&QualifiedName, &[Constraint]) = match owner {
        Object::Table(name) => match schema.table(name) {
            Some(table) => (name, &table.constraints),
            None => return Vec::new(),
        },
        Object::Type(name) => match schema.user_type(name).map(|it| &it.definition) {
            Some(TypeDefinition::Domain(domain)) => (name, &domain.constraints),
            _ => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    let dialect = schema.dialect();
    constraints
        .iter()
        .map(|constraint| {
            let mut definition = render::rule(&constraint.rule, dialect);
            if constraint.validity == Validity::NotValid {
                definition.push_str(" NOT VALID");
            }
            Part {
                object: constraint_object(name, constraint, dialect),
                name: constraint
                    .name()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
                definition,
                comment: constraint.comment.clone().unwrap_or_default(),
                link: match &constraint.rule {
                    Rule::ForeignKey(key) if key.table != *name => link_to(schema, &key.table),
                    _ => None,
                },
            }
        })
        .collect()
}

fn indexes(schema: &Schema, owner: &Object) -> Vec<Part> {
    let (name, indexes): (&QualifiedName, &[Index]) = match owner {
        Object::Table(name) => match schema.table(name) {
            Some(table) => (name, &table.indexes),
            None => return Vec::new(),
        },
        Object::View(name) => match schema.view(name) {
            Some(view) => (name, &view.indexes),
            None => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    indexes
        .iter()
        .map(|index| Part {
            object: Object::Index {
                table: name.clone(),
                index: index.name.clone(),
            },
            name: index.name.to_string(),
            definition: render::index(index, schema.dialect()),
            comment: index.comment.clone().unwrap_or_default(),
            link: None,
        })
        .collect()
}

fn triggers(schema: &Schema, owner: &Object) -> Vec<Part> {
    let (Object::Table(name) | Object::View(name)) = owner else {
        return Vec::new();
    };
    let part = |(trigger, it): (&Name, &Trigger)| Part {
        object: Object::Trigger {
            table: name.clone(),
            trigger: trigger.clone(),
        },
        name: trigger.to_string(),
        definition: trigger_text(it),
        comment: it.comment.clone().unwrap_or_default(),
        link: None,
    };
    schema.triggers_of(name).map(part).collect()
}

fn trigger_text(trigger: &Trigger) -> String {
    let events: Vec<String> = trigger.events.iter().map(TriggerEvent::sql).collect();
    format!(
        "{} {} {}",
        trigger.timing.sql(),
        events.join(" OR "),
        trigger.action.trim()
    )
}

fn others(schema: &Schema, owner: &Object) -> Vec<Part> {
    let (Object::Table(name) | Object::View(name)) = owner else {
        return Vec::new();
    };
    let of_it = |other: &&OtherName| other.table.as_ref() == Some(name);
    schema
        .others()
        .filter(|(other, _)| of_it(other))
        .map(|(other, it)| Part {
            object: Object::Other(other.clone()),
            name: other.name.name.to_string(),
            definition: format!("{} {}", other.kind.noun(), it.text),
            comment: it.comment.clone().unwrap_or_default(),
            link: None,
        })
        .collect()
}

/// The labels of an enum, or the attributes of a composite type.
fn labels(around: &Around, owner: &Object) -> Option<Parts> {
    let Object::Type(name) = owner else {
        return None;
    };
    let read = |schema: &Schema| -> Vec<(String, String)> {
        match schema.user_type(name).map(|it| &it.definition) {
            Some(TypeDefinition::Enum { labels }) => labels
                .iter()
                .map(|it| (it.clone(), String::new()))
                .collect(),
            Some(TypeDefinition::Composite { attributes }) => attributes
                .iter()
                .map(|it| (it.name.to_string(), it.data_type.to_string()))
                .collect(),
            _ => Vec::new(),
        }
    };
    let schema = around.schema_of(owner);
    let now = read(schema);
    let is_altered = around.own_sign(owner) == Some(Sign::Altered);
    let then = around.before.as_ref().filter(|_| is_altered).map(read);
    let earlier = then.clone().unwrap_or_default();
    let parts: Vec<PartView> = merged(&earlier, &now, Clone::clone)
        .into_iter()
        .map(|((name, text), is_gone)| {
            let is_new = then
                .as_ref()
                .is_some_and(|then| !then.contains(&(name.clone(), text.clone())));
            PartView {
                sign: match (is_gone, is_new) {
                    (true, _) => Some(Sign::Dropped),
                    (_, true) => Some(Sign::Added),
                    _ => None,
                },
                definition: Cell { text, before: None },
                name,
                comment: String::new(),
                link: None,
                place: None,
            }
        })
        .collect();
    let is_enum = matches!(
        schema.user_type(name).map(|it| &it.definition),
        Some(TypeDefinition::Enum { .. })
    );
    let title = if is_enum { "Labels" } else { "Attributes" };
    (!parts.is_empty()).then(|| Parts {
        title: title.to_owned(),
        parts,
    })
}
