use limbeck_planner::operation::{CreateTable, Existing, Operation};
use limbeck_planner::render;
use limbeck_planner::schema::{Name, Object, Schema};

use crate::worker::Code;
use crate::worker::code::{self, Limits};
use crate::worker::script::highlight;

/// The statements that would make an object, with what belongs to it.
pub(super) fn code(schema: &Schema, object: &Object) -> Code {
    let dialect = schema.dialect();
    let statements: Vec<String> = operations(schema, object)
        .iter()
        .flat_map(|operation| render::statements(operation, dialect))
        .collect();
    let text: String = statements
        .iter()
        .map(|statement| format!("{};\n", statement.trim_end_matches(';')))
        .collect::<Vec<_>>()
        .join("\n");
    let runs = highlight(
        &text,
        std::iter::once(0..text.len()),
        dialect,
        Limits::SHOWN,
    );
    code::lines(&text, runs, Limits::SHOWN)
}

fn operations(schema: &Schema, object: &Object) -> Vec<Operation> {
    let existing = Existing::Refuse;
    let mut operations: Vec<Operation> = operation(schema, object).into_iter().collect();
    if let Object::Table(name) | Object::View(name) = object {
        if let Some(view) = schema.view(name) {
            operations.extend(view.indexes.iter().map(|index| Operation::CreateIndex {
                table: name.clone(),
                index: Box::new(index.clone()),
                existing,
            }));
        }
        let triggers: Vec<(&Name, _)> = schema.triggers_of(name).collect();
        operations.extend(
            triggers
                .into_iter()
                .map(|(trigger, it)| Operation::CreateTrigger {
                    name: trigger.clone(),
                    trigger: Box::new(it.clone()),
                    existing,
                }),
        );
        let others = schema
            .others()
            .filter(|(it, _)| it.table.as_ref() == Some(name));
        operations.extend(others.map(|(it, other)| Operation::CreateOther {
            kind: it.kind,
            table: it.table.clone(),
            name: it.name.clone(),
            object: other.clone(),
            existing,
        }));
    }
    operations
}

/// The operation that makes the object itself.
fn operation(schema: &Schema, object: &Object) -> Option<Operation> {
    let existing = Existing::Refuse;
    Some(match object {
        Object::Table(name) => {
            let mut made = CreateTable::new(name.clone(), Vec::new(), Vec::new(), Vec::new());
            made.table = schema.table(name)?.clone();
            Operation::CreateTable(Box::new(made))
        }
        Object::View(name) => Operation::CreateView {
            name: name.clone(),
            view: Box::new(schema.view(name)?.clone()),
            existing,
        },
        Object::Type(name) => Operation::CreateType {
            name: name.clone(),
            definition: Box::new(schema.user_type(name)?.definition.clone()),
        },
        Object::Sequence(name) => Operation::CreateSequence {
            name: name.clone(),
            sequence: Box::new(schema.sequence(name)?.clone()),
            existing,
        },
        Object::Routine { name, signature } => {
            let mut routines = schema.routines_named(name);
            let routine = routines.find(|it| it.signature == *signature)?;
            Operation::CreateRoutine {
                name: name.clone(),
                routine: Box::new(routine.clone()),
                existing,
            }
        }
        Object::Extension(name) => Operation::CreateExtension {
            name: name.clone(),
            extension: schema.extension(name)?.clone(),
            existing,
        },
        Object::Namespace(name) => Operation::CreateNamespace {
            name: name.clone(),
            existing,
        },
        Object::Other(name) => Operation::CreateOther {
            kind: name.kind,
            table: name.table.clone(),
            name: name.name.clone(),
            object: schema.other(name)?.clone(),
            existing,
        },
        _ => return None,
    })
}
