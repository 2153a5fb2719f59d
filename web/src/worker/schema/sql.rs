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
    let runs = highlight(&text, [0..text.len()], dialect, Limits::SHOWN);
    code::lines(&text, runs, Limits::SHOWN)
}

fn operations(schema: &Schema, object: &Object) -> Vec<Operation> {
    let existing = Existing::Refuse;
    let mut operations = Vec::new();
    match object {
        Object::Table(name) => operations.extend(schema.table(name).map(|table| {
            let mut made = CreateTable::new(name.clone(), Vec::new(), Vec::new(), Vec::new());
            made.table = table.clone();
            Operation::CreateTable(Box::new(made))
        })),
        Object::View(name) => {
            operations.extend(schema.view(name).map(|view| Operation::CreateView {
                name: name.clone(),
                view: Box::new(view.clone()),
                existing,
            }))
        }
        Object::Type(name) => {
            operations.extend(schema.user_type(name).map(|it| Operation::CreateType {
                name: name.clone(),
                definition: Box::new(it.definition.clone()),
            }))
        }
        Object::Sequence(name) => {
            operations.extend(schema.sequence(name).map(|it| Operation::CreateSequence {
                name: name.clone(),
                sequence: Box::new(it.clone()),
                existing,
            }))
        }
        Object::Routine { name, signature } => {
            let mut routines = schema.routines_named(name);
            let routine = routines.find(|it| it.signature == *signature);
            operations.extend(routine.map(|it| Operation::CreateRoutine {
                name: name.clone(),
                routine: Box::new(it.clone()),
                existing,
            }));
        }
        Object::Extension(name) => {
            operations.extend(schema.extension(name).map(|it| Operation::CreateExtension {
                name: name.clone(),
                extension: it.clone(),
                existing,
            }))
        }
        Object::Namespace(name) => operations.push(Operation::CreateNamespace {
            name: name.clone(),
            existing,
        }),
        Object::Other(name) => {
            operations.extend(schema.other(name).map(|it| Operation::CreateOther {
                kind: name.kind,
                table: name.table.clone(),
                name: name.name.clone(),
                object: it.clone(),
                existing,
            }))
        }
        _ => {}
    }
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
