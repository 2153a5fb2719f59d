use limbeck_planner::operation::Operation;
use limbeck_planner::schema::{Object, OtherKind, OtherName, QualifiedName};

use super::{DIALECT, Reader, table_name};
use crate::database::DatabaseError;
use crate::introspect::definition;

/// Collects the statements that SQLite keeps; it changes them along with what they made.
pub(super) async fn collect(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = "SELECT name, type, sql FROM main.sqlite_master \
               WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    for mut row in reader.rows(sql).await? {
        let name = row.text();
        let kind = row.text();
        reader.statements.insert((kind, name), row.text());
    }
    Ok(())
}

/// Reads the views, the triggers and the virtual tables.
pub(super) fn read(reader: &mut Reader<'_>) {
    let statements = std::mem::take(&mut reader.statements);
    for ((kind, name), sql) in &statements {
        let is_virtual = kind == "table" && is_virtual(sql);
        if kind != "view" && kind != "trigger" && !is_virtual {
            continue;
        }
        match definition::operation(sql, DIALECT) {
            Some(Operation::CreateView { mut view, .. }) => {
                view.reads = view
                    .query
                    .relations(DIALECT)
                    .into_iter()
                    .map(without_main)
                    .collect();
                reader.schema.put_view(table_name(name), *view);
            }
            Some(Operation::CreateTrigger { mut trigger, .. }) => {
                trigger.table = without_main(trigger.table);
                reader.schema.put_trigger(table_name(name).name, *trigger);
            }
            Some(Operation::CreateOther { object, .. }) => {
                reader.schema.put_other(virtual_table(name), object);
            }
            _ => definition::mark_unreadable(&mut reader.schema, &object(kind, name)),
        }
    }
    reader.statements = statements;
}

/// Whether a statement of a table makes a virtual one.
pub(super) fn is_virtual(sql: &str) -> bool {
    matches!(
        definition::operation(sql, DIALECT),
        Some(Operation::CreateOther { .. })
    )
}

fn virtual_table(name: &str) -> OtherName {
    OtherName {
        kind: OtherKind::VirtualTable,
        table: None,
        name: table_name(name),
    }
}

fn object(kind: &str, name: &str) -> Object {
    match kind {
        "view" => Object::View(table_name(name)),
        "trigger" => Object::Trigger {
            table: table_name(name),
            trigger: table_name(name).name,
        },
        _ => Object::Table(table_name(name)),
    }
}

/// A name without the namespace that it is in anyway.
fn without_main(name: QualifiedName) -> QualifiedName {
    match &name.namespace {
        Some(namespace) if namespace.key() == "main" => QualifiedName {
            namespace: None,
            name: name.name,
        },
        _ => name,
    }
}
