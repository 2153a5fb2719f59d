use std::collections::{BTreeMap, HashMap};

use limbeck_planner::schema::Table;

use super::{Reader, column, constraint, index, relation_name};
use crate::database::DatabaseError;
use crate::introspect::mysql::DIALECT;

/// The tables with everything that is in them.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let mut tables = tables(reader).await?;
    partitions(reader, &mut tables).await?;
    column::read(reader, &mut tables).await?;
    index::read(reader, &mut tables).await?;
    constraint::checks(reader, &mut tables).await?;
    constraint::foreign_keys(reader, &mut tables).await?;
    for (name, table) in tables {
        let name = relation_name(&name, DIALECT);
        reader.schema.put_table(name.into(), table);
    }
    Ok(())
}

async fn tables(reader: &mut Reader<'_>) -> Result<HashMap<String, Table>, DatabaseError> {
    let sql = format!(
        "SELECT t.TABLE_NAME, t.ENGINE, t.ROW_FORMAT, t.TABLE_COLLATION, \
         c.CHARACTER_SET_NAME, t.CREATE_OPTIONS, t.TABLE_COMMENT, t.TABLE_TYPE \
         FROM information_schema.TABLES AS t \
         LEFT JOIN information_schema.COLLATION_CHARACTER_SET_APPLICABILITY AS c \
         ON {} = t.TABLE_COLLATION \
         WHERE t.TABLE_SCHEMA = {} AND t.TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')",
        full_collation(reader),
        reader.database()
    );
    let mut tables = HashMap::new();
    for mut row in reader.rows(&sql).await? {
        let name = row.text();
        if reader.is_own(&name) {
            continue;
        }
        let mut options = BTreeMap::new();
        let mut put = |option: &str, value: Option<String>| {
            if let Some(value) = value {
                options.insert(option.to_owned(), value);
            }
        };
        put("engine", row.optional().map(|it| it.to_ascii_lowercase()));
        put(
            "row_format",
            row.optional().map(|it| it.to_ascii_lowercase()),
        );
        put("collate", row.optional());
        put("character_set", row.optional());
        let created_with = row.text();
        for option in created_with.split_whitespace() {
            if let Some((name, value)) = option.split_once('=') {
                let value = value.trim_matches(['"', '\'']).to_owned();
                put(&name.to_ascii_lowercase(), Some(value));
            }
        }
        let comment = row.comment();
        if row.text() == "SYSTEM VERSIONED" {
            put("system_versioning", Some("true".to_owned()));
        }
        tables.insert(
            name,
            Table {
                options,
                comment,
                ..Table::default()
            },
        );
    }
    Ok(tables)
}

/// The column with a collation's full name; newer versions of MariaDB have short ones, too.
fn full_collation(reader: &Reader<'_>) -> &'static str {
    match reader.flavor {
        super::Flavor::Mysql => "c.COLLATION_NAME",
        super::Flavor::MariaDb => "c.FULL_COLLATION_NAME",
    }
}

/// How the rows of tables are divided.
async fn partitions(
    reader: &mut Reader<'_>,
    tables: &mut HashMap<String, Table>,
) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT DISTINCT TABLE_NAME, PARTITION_METHOD, PARTITION_EXPRESSION \
         FROM information_schema.PARTITIONS \
         WHERE TABLE_SCHEMA = {} AND PARTITION_METHOD IS NOT NULL",
        reader.database()
    );
    for mut row in reader.rows(&sql).await? {
        let name = row.text();
        let division = format!("{} ({})", row.text(), row.text());
        if let Some(table) = tables.get_mut(&name) {
            table.partition_by = Some(division);
        }
    }
    Ok(())
}
