use std::collections::BTreeMap;

use limbeck_planner::compare::Property;
use limbeck_planner::schema::{
    Object, Persistence, RoutineKind, RowSecurity, Schema, SequenceOptions, Table, TypeDefinition,
    ViewKind,
};

use super::difference::Around;
use super::view::{Cell, Fact};

/// What is said of an object as a whole: what it is now, and what it was where the revision changed
/// it.
pub(super) fn of(around: &Around, object: &Object) -> Vec<Fact> {
    let schema = around.schema_of(object);
    let mut facts: Vec<Fact> = said(schema, object)
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(property, text)| Fact {
            label: label(object, property).to_owned(),
            cell: Cell { text, before: None },
        })
        .collect();
    for (property, left, right) in around.properties(object) {
        // Labels and attributes are listed.
        if matches!(property, Property::Labels | Property::Attributes) {
            continue;
        }
        let label = label(object, property);
        let cell = Cell {
            text: right.to_owned(),
            before: Some(left.to_owned()),
        };
        match facts.iter_mut().find(|fact| fact.label == label) {
            Some(fact) => fact.cell = cell,
            None => facts.push(Fact {
                label: label.to_owned(),
                cell,
            }),
        }
    }
    facts
}

/// What a property of an object is called in the page.
pub(super) const fn label(object: &Object, property: Property) -> &'static str {
    match property {
        Property::Definition if matches!(object, Object::View(_)) => "query",
        Property::Position => "order of columns",
        Property::Partitioning => "partitioned by",
        Property::Inheritance => "inherits",
        other => other.name(),
    }
}

fn said(schema: &Schema, object: &Object) -> Vec<(Property, String)> {
    let comment =
        |comment: Option<&String>| (Property::Comment, comment.cloned().unwrap_or_default());
    match object {
        Object::Table(name) => schema.table(name).map_or_else(Vec::new, of_table),
        Object::View(name) => schema.view(name).map_or_else(Vec::new, |view| {
            let kind = match view.kind {
                ViewKind::Plain => "",
                ViewKind::Materialized => "materialized",
            };
            vec![
                comment(view.comment.as_ref()),
                (Property::Kind, kind.to_owned()),
                (Property::Options, options(&view.options)),
            ]
        }),
        Object::Type(name) => schema.user_type(name).map_or_else(Vec::new, |it| {
            let mut said = vec![comment(it.comment.as_ref())];
            match &it.definition {
                TypeDefinition::Domain(domain) => {
                    said.push((Property::Type, domain.data_type.to_string()));
                    let default = domain.default.as_ref().map(ToString::to_string);
                    said.push((Property::Default, default.unwrap_or_default()));
                }
                TypeDefinition::Other { text } => said.push((Property::Options, text.clone())),
                TypeDefinition::Enum { .. } | TypeDefinition::Composite { .. } => {}
            }
            said
        }),
        Object::Sequence(name) => schema.sequence(name).map_or_else(Vec::new, |it| {
            let owner = it.owner.as_ref();
            let data_type = it.data_type.as_ref().map(ToString::to_string);
            vec![
                comment(it.comment.as_ref()),
                (
                    Property::Owner,
                    owner.map_or_else(String::new, |it| format!("{}.{}", it.table, it.column)),
                ),
                (Property::Type, data_type.unwrap_or_default()),
                (Property::Options, counting(&it.options)),
            ]
        }),
        Object::Routine { name, signature } => schema
            .routines_named(name)
            .find(|it| it.signature == *signature)
            .map_or_else(Vec::new, |it| {
                let kind = match it.kind {
                    RoutineKind::Function => "function",
                    RoutineKind::Procedure => "procedure",
                    RoutineKind::Aggregate => "aggregate",
                };
                vec![
                    comment(it.comment.as_ref()),
                    (Property::Kind, kind.to_owned()),
                    (Property::Arguments, it.arguments.clone()),
                    (Property::Type, it.returns.clone().unwrap_or_default()),
                    (Property::Options, options(&it.attributes)),
                ]
            }),
        Object::Extension(name) => schema.extension(name).map_or_else(Vec::new, |it| {
            vec![
                comment(it.comment.as_ref()),
                (Property::Version, it.version.clone().unwrap_or_default()),
            ]
        }),
        Object::Namespace(name) => schema
            .namespace(name)
            .map_or_else(Vec::new, |it| vec![comment(it.comment.as_ref())]),
        Object::Other(name) => schema
            .other(name)
            .map_or_else(Vec::new, |it| vec![comment(it.comment.as_ref())]),
        _ => Vec::new(),
    }
}

fn of_table(table: &Table) -> Vec<(Property, String)> {
    let inherits: Vec<String> = table.inherits.iter().map(ToString::to_string).collect();
    let place = table.partition_of.as_ref();
    let partitioning = match (&table.partition_by, place) {
        (Some(by), _) => by.clone(),
        (None, Some(place)) => format!("partition of {} {}", place.parent, place.bound),
        (None, None) => String::new(),
    };
    let persistence = match table.persistence {
        Persistence::Logged => "",
        Persistence::Unlogged => "unlogged",
        Persistence::Temporary => "temporary",
    };
    let row_security = match table.row_security {
        RowSecurity::Disabled => "",
        RowSecurity::Enabled => "enabled",
        RowSecurity::Forced => "forced",
        RowSecurity::Dormant => "dormant",
    };
    vec![
        (Property::Comment, table.comment.clone().unwrap_or_default()),
        (Property::Persistence, persistence.to_owned()),
        (Property::Partitioning, partitioning),
        (Property::Inheritance, inherits.join(", ")),
        (Property::RowSecurity, row_security.to_owned()),
        (Property::Options, options(&table.options)),
    ]
}

fn options(options: &BTreeMap<String, String>) -> String {
    let texts: Vec<String> = options
        .iter()
        .map(|(name, value)| {
            if value.is_empty() {
                name.clone()
            } else {
                format!("{name} = {value}")
            }
        })
        .collect();
    texts.join(", ")
}

fn counting(options: &SequenceOptions) -> String {
    let values = [
        ("start", options.start),
        ("increment", options.increment),
        ("minimum", options.minimum),
        ("maximum", options.maximum),
        ("cache", options.cache),
    ];
    let said = values
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name} {}", value?)));
    let cycle = options.cycle.then(|| "cycle".to_owned());
    said.chain(cycle).collect::<Vec<_>>().join(", ")
}
