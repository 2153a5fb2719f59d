use std::collections::BTreeSet;
use std::rc::Rc;

use super::pairs::holds;
use super::rows::RowAccess;
use super::touch::{StatementTouches, Touch, Verb};
use crate::compare::{Difference, compare_objects};
use crate::replay::{Fault, Place, Replay};
use crate::schema::{Name, Object, Relation, Schema};

/// What becomes of the schema in either order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderOutcome {
    /// What fails if the left branch comes first, and does not fail whatever the order.
    pub left_first: Vec<Failure>,
    /// What fails if the right branch comes first, and does not fail whatever the order.
    pub right_first: Vec<Failure>,
    /// What differs from the schema with the left branch first to that with the right one first,
    /// apart from the order of columns.
    pub differences: Vec<Difference>,
    /// The tables whose columns stand in the order in which the branches are applied, sorted.
    pub reordered: Vec<String>,
}

/// A statement that a database would refuse.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// Its revision.
    pub revision: String,
    /// Its script.
    pub path: String,
    /// The line of its first byte, from 1.
    pub line: usize,
    /// Why.
    pub message: String,
    /// What it is about, and what is in its way or missing.
    pub objects: Vec<Object>,
}

/// What the statements of the revisions touch that only one side has, in order.
pub(super) struct Branch<'conflict> {
    pub(super) touches: &'conflict [Rc<StatementTouches>],
}

impl Branch<'_> {
    /// Whether a statement makes one of `objects`, or what they are parts of.
    fn makes(&self, objects: &[Object]) -> bool {
        let mut touches = self.touches.iter().flat_map(|it| &it.touches);
        touches.any(|touch| {
            let makes = matches!(touch.verb, Verb::Create { .. });
            makes && objects.iter().any(|it| holds(&touch.object, it))
        })
    }
}

/// A failure, and whether it is one for the lack of something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    failure: Failure,
    lacks: bool,
}

/// Runs two branches in both orders from where they part. Costs what they do.
pub(super) fn compare_orders(base: &Replay, left: &Branch<'_>, right: &Branch<'_>) -> OrderOutcome {
    let left_alone = run(&mut base.clone(), left);
    let right_alone = run(&mut base.clone(), right);
    let (mut left_first, mut right_first) = (base.clone(), base.clone());
    left_first.take_touched();
    right_first.take_touched();
    // What fails on its own branch is left out, unless the other branch makes what it lacks.
    let new = |found: Vec<Found>, alone: &[Found], other: &Branch<'_>| -> Vec<Failure> {
        let alone: BTreeSet<&Found> = alone.iter().collect();
        let found = found
            .into_iter()
            .filter(|it| !alone.contains(it) || (it.lacks && other.makes(&it.failure.objects)));
        found.map(|it| it.failure).collect()
    };
    let of_left = run(&mut left_first, left);
    let of_right = run(&mut left_first, right);
    let mut failures_left = new(of_left, &left_alone, right);
    failures_left.extend(new(of_right, &right_alone, left));
    let of_right = run(&mut right_first, right);
    let of_left = run(&mut right_first, left);
    let mut failures_right = new(of_right, &right_alone, left);
    failures_right.extend(new(of_left, &left_alone, right));
    let mut touched = left_first.take_touched();
    touched.extend(right_first.take_touched());
    let mut differences = compare_objects(left_first.schema(), right_first.schema(), touched);
    let positions: BTreeSet<String> = differences
        .extract_if(.., |difference| difference.is_about_position())
        .filter_map(|difference| Some(difference.object.relation()?.to_string()))
        .collect();
    OrderOutcome {
        left_first: failures_left,
        right_first: failures_right,
        differences,
        reordered: positions.into_iter().collect(),
    }
}

fn run(replay: &mut Replay, branch: &Branch<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    for statement in branch.touches {
        let place = Place {
            path: &statement.path,
            line: statement.line,
        };
        let found = |message: String, objects: Vec<Object>, lacks: bool| Found {
            failure: Failure {
                revision: statement.revision.clone(),
                path: statement.path.clone(),
                line: statement.line,
                message,
                objects,
            },
            lacks,
        };
        for rows in &statement.rows {
            for missing in missing(rows, replay.schema()) {
                // A name that another of its relations has is that one's, as far as anybody sees.
                let lacks = !is_of_another(&missing, statement, replay.schema());
                all.push(found(
                    format!("{missing} does not exist"),
                    vec![missing],
                    lacks,
                ));
            }
        }
        for namespace in missing_namespaces(statement, replay.schema()) {
            let missing = Object::Namespace(namespace.clone());
            all.push(found(
                format!("{missing} does not exist"),
                vec![missing],
                true,
            ));
        }
        for fault in replay.apply_all(&statement.operations, place) {
            let lacks = matches!(fault, Fault::DoesNotExist { .. });
            all.push(found(fault.to_string(), fault.objects(), lacks));
        }
    }
    all
}

/// Whether a column is one of another relation that the statement reads or writes.
fn is_of_another(missing: &Object, statement: &StatementTouches, schema: &Schema) -> bool {
    let Object::Column { table, column } = missing else {
        return false;
    };
    let others = statement.rows.iter().map(|it| &it.relation);
    let mut others = others.filter(|&other| other != table);
    others.any(|other| {
        let other = schema.table(other);
        other.is_some_and(|other| other.column(column).is_some())
    })
}

/// The namespaces that a statement makes something in and that no statement has made. Most of these
/// were there before the first revision; they are missing whatever is applied first.
fn missing_namespaces<'statement>(
    statement: &'statement StatementTouches,
    schema: &Schema,
) -> BTreeSet<&'statement Name> {
    let needed = statement.touches.iter().filter_map(|touch| match touch {
        Touch {
            object: Object::Namespace(name),
            verb: Verb::Need,
        } => Some(name),
        _ => None,
    });
    needed
        .filter(|name| schema.namespace(name).is_none())
        .collect()
}

/// What a statement about rows names and is not there. Some of these are no names of columns; they
/// are missing whatever is applied first.
fn missing(rows: &RowAccess, schema: &Schema) -> Vec<Object> {
    match schema.relation(&rows.relation) {
        Some(Relation::Table(table)) => {
            let names = rows.columns.names();
            let unknown = names.filter(|name| table.column(name).is_none());
            let column = |name: &Name| Object::Column {
                table: rows.relation.clone(),
                column: name.clone(),
            };
            unknown.map(column).collect()
        }
        Some(_) => Vec::new(),
        None => vec![Object::Table(rows.relation.clone())],
    }
}
