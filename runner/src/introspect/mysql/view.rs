use std::collections::{BTreeMap, BTreeSet, HashMap};

use limbeck_planner::schema::{View, ViewKind, ViewQuery};

use super::{DIALECT, Reader, column_name, relation_name};
use crate::database::DatabaseError;

/// The views.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let database = reader.database();
    let sql = format!(
        "SELECT TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, SECURITY_TYPE \
         FROM information_schema.VIEWS WHERE TABLE_SCHEMA = {database}"
    );
    let mut views: HashMap<String, View> = HashMap::new();
    for mut row in reader.rows(&sql).await? {
        let name = row.text();
        let query = ViewQuery::new(row.text());
        let mut options = BTreeMap::new();
        match row.text().as_str() {
            "CASCADED" => options.insert("check_option".to_owned(), "cascaded".to_owned()),
            "LOCAL" => options.insert("check_option".to_owned(), "local".to_owned()),
            _ => None,
        };
        views.insert(
            name,
            View {
                kind: ViewKind::Plain,
                columns: Vec::new(),
                query,
                reads: BTreeSet::new(),
                options,
                indexes: Vec::new(),
                comment: None,
                column_comments: BTreeMap::new(),
            },
        );
    }
    // A join with the views would mix up names that differ in case.
    let sql = format!(
        "SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS \
         WHERE TABLE_SCHEMA = {database} ORDER BY TABLE_NAME, ORDINAL_POSITION"
    );
    for mut row in reader.rows(&sql).await? {
        if let Some(view) = views.get_mut(&row.text()) {
            view.columns.push(column_name(&row.text()));
        }
    }
    for (name, mut view) in views {
        view.reads = view
            .query
            .relations(DIALECT)
            .into_iter()
            .map(|read| match &read.namespace {
                Some(namespace) => reader.qualified(namespace.as_str(), read.name.as_str()),
                None => read,
            })
            .collect();
        let name = relation_name(&name, DIALECT);
        reader.schema.put_view(name.into(), view);
    }
    Ok(())
}
