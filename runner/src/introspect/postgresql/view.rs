use std::collections::{BTreeMap, BTreeSet, HashMap};

use limbeck_planner::schema::{View, ViewKind, ViewQuery};

use super::{IS_NOT_OF_SYSTEM, Reader, column_name, index, parameters, stands_alone};
use crate::database::DatabaseError;

/// The views and the materialized views.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let mut views = views(reader).await?;
    columns(reader, &mut views).await?;
    index::of_views(reader, &mut views).await?;
    reads(reader, &mut views).await?;
    for (oid, view) in views {
        if let Some(name) = reader.relations.get(&oid) {
            reader.schema.put_view(name.clone(), view);
        }
    }
    Ok(())
}

async fn views(reader: &mut Reader<'_>) -> Result<HashMap<String, View>, DatabaseError> {
    let sql = format!(
        "SELECT c.oid::text, n.nspname::text, c.relname::text, c.relkind::text, \
         pg_catalog.pg_get_viewdef(c.oid), pg_catalog.array_to_json(c.reloptions)::text, \
         pg_catalog.obj_description(c.oid, 'pg_class') \
         FROM pg_catalog.pg_class AS c \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         WHERE c.relkind IN ('v', 'm') AND {IS_NOT_OF_SYSTEM} AND {}",
        stands_alone("pg_class", "c.oid")
    );
    let mut views = HashMap::new();
    for mut row in reader.rows(&sql).await? {
        let oid = row.text();
        let (namespace, name) = (row.text(), row.text());
        let name = reader.qualified(&namespace, &name);
        reader.relations.insert(oid.clone(), name);
        let kind = match row.text().as_str() {
            "m" => ViewKind::Materialized,
            _ => ViewKind::Plain,
        };
        let query = row.text();
        let query = query.trim().trim_end_matches(';');
        let view = View {
            kind,
            columns: Vec::new(),
            query: ViewQuery::new(query),
            reads: BTreeSet::new(),
            options: parameters(&row.list()).collect(),
            indexes: Vec::new(),
            comment: row.comment(),
            column_comments: BTreeMap::new(),
        };
        views.insert(oid, view);
    }
    Ok(views)
}

/// The columns of the views, in order, and what is said of them.
async fn columns(
    reader: &mut Reader<'_>,
    views: &mut HashMap<String, View>,
) -> Result<(), DatabaseError> {
    let sql = "SELECT a.attrelid::text, a.attname::text, \
               pg_catalog.col_description(a.attrelid, a.attnum) \
               FROM pg_catalog.pg_attribute AS a \
               JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid \
               WHERE c.relkind IN ('v', 'm') AND a.attnum > 0 AND NOT a.attisdropped \
               ORDER BY a.attrelid, a.attnum";
    for mut row in reader.rows(sql).await? {
        let Some(view) = views.get_mut(&row.text()) else {
            continue;
        };
        let name = column_name(&row.text());
        if let Some(comment) = row.comment() {
            view.column_comments.insert(name.clone(), comment);
        }
        view.columns.push(name);
    }
    Ok(())
}

/// The relations that each view reads.
async fn reads(
    reader: &mut Reader<'_>,
    views: &mut HashMap<String, View>,
) -> Result<(), DatabaseError> {
    let sql = "SELECT DISTINCT r.ev_class::text, d.refobjid::text \
               FROM pg_catalog.pg_rewrite AS r \
               JOIN pg_catalog.pg_depend AS d \
               ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid \
               AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass \
               WHERE r.rulename = '_RETURN' AND d.refobjid <> r.ev_class";
    for mut row in reader.rows(sql).await? {
        let view = views.get_mut(&row.text());
        let read = reader.relations.get(&row.text());
        if let (Some(view), Some(read)) = (view, read) {
            view.reads.insert(read.clone());
        }
    }
    Ok(())
}
