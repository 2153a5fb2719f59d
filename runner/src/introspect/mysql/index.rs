use std::collections::HashMap;

use limbeck_planner::schema::{
    Constraint, Expression, Index, IndexKind, IndexPart, IndexSubject, Key, Rule, SortOrder, Table,
};

use super::{Flavor, Reader, column_name};
use crate::database::DatabaseError;
use crate::introspect::row::Row;

/// The name of every primary key.
const PRIMARY: &str = "PRIMARY";

/// The indexes of the tables, and the primary keys.
pub(super) async fn read(
    reader: &mut Reader<'_>,
    tables: &mut HashMap<String, Table>,
) -> Result<(), DatabaseError> {
    let expression = match reader.flavor {
        Flavor::Mysql => "EXPRESSION",
        Flavor::MariaDb => "NULL",
    };
    let sql = format!(
        "SELECT TABLE_NAME, INDEX_NAME, COLUMN_NAME, COLLATION, SUB_PART, {expression}, \
         INDEX_TYPE, NON_UNIQUE, INDEX_COMMENT FROM information_schema.STATISTICS \
         WHERE TABLE_SCHEMA = {} ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
        reader.database()
    );
    for mut row in reader.rows(&sql).await? {
        let Some(table) = tables.get_mut(&row.text()) else {
            continue;
        };
        let index_name = row.text();
        let part = part(&mut row);
        if index_name == PRIMARY {
            add_to_primary_key(table, part);
            continue;
        }
        let name = column_name(&index_name);
        if let Some(index) = table.indexes.last_mut().filter(|it| it.name == name) {
            index.parts.push(part);
        } else {
            let mut index = Index::plain(name);
            index.parts.push(part);
            finish(&mut index, &mut row);
            table.indexes.push(index);
        }
    }
    Ok(())
}

fn part(row: &mut Row) -> IndexPart {
    let column = row.optional();
    let order = match row.text().as_str() {
        "D" => SortOrder::Descending,
        _ => SortOrder::Ascending,
    };
    let prefix_length = row.optional().and_then(|length| length.parse().ok());
    let expression = row.optional();
    let subject = match (column, expression) {
        (Some(column), _) => IndexSubject::Column {
            name: column_name(&column),
            prefix_length,
        },
        (None, expression) => {
            IndexSubject::Expression(Expression::new(expression.unwrap_or_default()))
        }
    };
    IndexPart {
        order,
        ..IndexPart::of(subject)
    }
}

fn add_to_primary_key(table: &mut Table, part: IndexPart) {
    let present = table
        .constraints
        .iter_mut()
        .find_map(|constraint| match &mut constraint.rule {
            Rule::PrimaryKey(key) => Some(key),
            _ => None,
        });
    if let Some(key) = present {
        key.parts.push(part);
        return;
    }
    let mut key = Key::of_columns([]);
    key.parts.push(part);
    table
        .constraints
        .push(Constraint::new(Rule::PrimaryKey(key)));
}

fn finish(index: &mut Index, row: &mut Row) {
    let method = row.text().to_ascii_lowercase();
    let is_unique = row.text() == "0";
    index.comment = row.comment();
    match method.as_str() {
        "fulltext" => index.kind = IndexKind::FullText,
        "spatial" | "rtree" => {
            index.kind = IndexKind::Spatial;
            // MariaDB shows how many bytes of a place are in it.
            for part in &mut index.parts {
                if let IndexSubject::Column { prefix_length, .. } = &mut part.subject {
                    *prefix_length = None;
                }
            }
        }
        _ => {
            if is_unique {
                index.kind = IndexKind::Unique;
            }
            index.method = Some(method);
        }
    }
}
