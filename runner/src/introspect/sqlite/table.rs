use std::collections::HashMap;

use limbeck_planner::operation::Operation;
use limbeck_planner::schema::{Object, Table};

use super::{DIALECT, Reader, column, constraint, index, table_name};
use crate::database::DatabaseError;
use crate::introspect::definition;

/// A table while it is put together: what the pragmas say, and what its statement says.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) table: Table,
    pub(super) stated: Table,
}

/// The tables with everything that is in them.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let mut drafts = tables(reader).await?;
    column::read(reader, &mut drafts).await?;
    constraint::unique_keys(reader, &mut drafts).await?;
    constraint::foreign_keys(reader, &mut drafts).await?;
    constraint::checks(&mut drafts);
    index::read(reader, &mut drafts).await?;
    for (name, draft) in drafts {
        reader.schema.put_table(table_name(&name), draft.table);
    }
    Ok(())
}

async fn tables(reader: &mut Reader<'_>) -> Result<HashMap<String, Draft>, DatabaseError> {
    let sql = "SELECT name, wr, strict FROM pragma_table_list \
               WHERE schema = 'main' AND type = 'table' \
               AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut drafts = HashMap::new();
    for mut row in reader.rows(sql).await? {
        let name = row.text();
        if reader.is_own(&name) {
            continue;
        }
        let mut draft = Draft::default();
        let mut put = |option: &str, value: &str| {
            let options = &mut draft.table.options;
            options.insert(option.to_owned(), value.to_owned());
        };
        if row.is_so() {
            put("rowid", "without");
        }
        if row.is_so() {
            put("strict", "true");
        }
        if let Some(Operation::CreateTable(made)) =
            definition::operation(reader.statement("table", &name), DIALECT)
        {
            draft.stated = made.table;
        } else {
            let object = Object::Table(table_name(&name));
            definition::mark_unreadable(&mut reader.schema, &object);
        }
        drafts.insert(name, draft);
    }
    Ok(drafts)
}
