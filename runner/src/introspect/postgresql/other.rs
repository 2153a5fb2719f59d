use limbeck_planner::operation::{cast_name, operator_name};
use limbeck_planner::schema::{OtherKind, OtherName, OtherObject};

use super::{DIALECT, IS_NOT_OF_SYSTEM, Reader, part_name, stands_alone};
use crate::database::DatabaseError;
use crate::introspect::definition;

/// The objects that are known by name and text alone, but for policies.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    rules(reader).await?;
    let in_namespaces = [
        (
            OtherKind::Statistics,
            "pg_statistic_ext",
            "x.stxname, x.stxnamespace",
            "pg_catalog.pg_get_statisticsobjdef(x.oid)",
        ),
        (
            OtherKind::Collation,
            "pg_collation",
            "x.collname, x.collnamespace",
            "NULL",
        ),
        (
            OtherKind::TextSearch,
            "pg_ts_config",
            "x.cfgname, x.cfgnamespace",
            "NULL",
        ),
        (
            OtherKind::TextSearch,
            "pg_ts_dict",
            "x.dictname, x.dictnamespace",
            "NULL",
        ),
    ];
    for (kind, catalog, names, definition) in in_namespaces {
        in_namespace(reader, kind, catalog, names, definition).await?;
    }
    let of_database = [
        (
            OtherKind::EventTrigger,
            "pg_event_trigger",
            "x.evtname",
            EVENT_TRIGGER,
        ),
        (
            OtherKind::Publication,
            "pg_publication",
            "x.pubname",
            "NULL",
        ),
        (
            OtherKind::Cast,
            "pg_cast",
            "pg_catalog.format_type(x.castsource, NULL) || '|' || \
             pg_catalog.format_type(x.casttarget, NULL)",
            "NULL",
        ),
    ];
    for (kind, catalog, name, definition) in of_database {
        without_namespace(reader, kind, catalog, name, definition).await?;
    }
    operators(reader).await
}

/// An event trigger as a statement makes it.
const EVENT_TRIGGER: &str = "'CREATE EVENT TRIGGER x ON ' || x.evtevent || COALESCE(' WHEN TAG IN \
     (' || (SELECT pg_catalog.string_agg(pg_catalog.quote_literal(g.tag), ', ' ORDER BY g.place) \
     FROM pg_catalog.unnest(x.evttags) WITH ORDINALITY AS g (tag, place)) || ')', '') || \
     ' EXECUTE FUNCTION ' || x.evtfoid::pg_catalog.regproc || '()'";

/// The rules of tables and views, but for those that views are made of.
async fn rules(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = "SELECT r.ev_class::text, r.rulename::text, pg_catalog.pg_get_ruledef(r.oid), \
               pg_catalog.obj_description(r.oid, 'pg_rewrite') \
               FROM pg_catalog.pg_rewrite AS r WHERE r.rulename <> '_RETURN'";
    for mut row in reader.rows(sql).await? {
        let Some(table) = reader.relations.get(&row.text()).cloned() else {
            continue;
        };
        let name = OtherName {
            kind: OtherKind::Rule,
            table: Some(table),
            name: part_name(&row.text(), DIALECT).into(),
        };
        put(reader, name, row.optional(), row.comment());
    }
    Ok(())
}

/// Objects of one catalogue that are in namespaces. `names` are the columns with an object's name
/// and the number of its namespace.
async fn in_namespace(
    reader: &mut Reader<'_>,
    kind: OtherKind,
    catalog: &str,
    names: &str,
    definition: &str,
) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT n.nspname::text, x.name::text, x.definition, x.comment FROM (\
         SELECT {definition}::text, pg_catalog.obj_description(x.oid, '{catalog}'), {names}, x.oid \
         FROM pg_catalog.{catalog} AS x) AS x (definition, comment, name, namespace, oid) \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = x.namespace \
         WHERE {IS_NOT_OF_SYSTEM} AND {}",
        stands_alone(catalog, "x.oid")
    );
    for mut row in reader.rows(&sql).await? {
        let (namespace, name) = (row.text(), row.text());
        let name = OtherName {
            kind,
            table: None,
            name: reader.qualified(&namespace, &name),
        };
        put(reader, name, row.optional(), row.comment());
    }
    Ok(())
}

/// Objects of one catalogue that are in no namespace. The first numbers are the system's own.
async fn without_namespace(
    reader: &mut Reader<'_>,
    kind: OtherKind,
    catalog: &str,
    name: &str,
    definition: &str,
) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT ({name})::text, ({definition})::text, \
         pg_catalog.obj_description(x.oid, '{catalog}') \
         FROM pg_catalog.{catalog} AS x WHERE x.oid >= 16384 AND {}",
        stands_alone(catalog, "x.oid")
    );
    for mut row in reader.rows(&sql).await? {
        let text = row.text();
        let text = match (kind, text.split_once('|')) {
            (OtherKind::Cast, Some((from, to))) => cast_name(from, to),
            _ => text,
        };
        let name = OtherName {
            kind,
            table: None,
            name: part_name(&text, DIALECT).into(),
        };
        put(reader, name, row.optional(), row.comment());
    }
    Ok(())
}

/// The operators, and the classes of operators. A class brings a family of its name along, which
/// nobody may have written, so families are passed over.
async fn operators(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT n.nspname::text, x.oprname::text, pg_catalog.obj_description(x.oid, 'pg_operator'), \
         pg_catalog.format_type(NULLIF(x.oprleft, 0), NULL), \
         pg_catalog.format_type(NULLIF(x.oprright, 0), NULL) \
         FROM pg_catalog.pg_operator AS x \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = x.oprnamespace \
         WHERE {IS_NOT_OF_SYSTEM} AND x.oprcode <> 0 AND {} \
         UNION ALL SELECT n.nspname::text, x.opcname::text, \
         pg_catalog.obj_description(x.oid, 'pg_opclass'), '', '' \
         FROM pg_catalog.pg_opclass AS x \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = x.opcnamespace \
         WHERE {IS_NOT_OF_SYSTEM} AND {}",
        stands_alone("pg_operator", "x.oid"),
        stands_alone("pg_opclass", "x.oid")
    );
    for mut row in reader.rows(&sql).await? {
        let (namespace, text) = (row.text(), row.text());
        let comment = row.comment();
        let (left, right) = (row.optional(), row.optional());
        let text = match &left {
            Some(left) if left.is_empty() => text,
            _ => operator_name(&text, left.as_ref(), right.as_ref()),
        };
        let name = OtherName {
            kind: OtherKind::Operator,
            table: None,
            name: reader.qualified(&namespace, &text),
        };
        put(reader, name, None, comment);
    }
    Ok(())
}

/// Puts an object with what a statement that makes it says behind its name. An empty text stands
/// for one that is not known.
fn put(
    reader: &mut Reader<'_>,
    name: OtherName,
    definition: Option<String>,
    comment: Option<String>,
) {
    let read = definition.and_then(|sql| definition::other(&sql, DIALECT));
    let text = read.map(|object| object.text).unwrap_or_default();
    reader.schema.put_other(name, OtherObject { text, comment });
}
