use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use limbeck_planner::schema::{DataType, QualifiedName, Routine, RoutineKind};

use super::{DIALECT, IS_NOT_OF_SYSTEM, Reader, parameters, part_name, stands_alone};
use crate::database::DatabaseError;
use crate::introspect::row::Row;

/// The functions, procedures and aggregates; those of one name in the order in which they were
/// made.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT n.nspname::text, p.proname::text, p.prokind::text, \
         (SELECT pg_catalog.json_agg(pg_catalog.format_type(a.type, NULL) ORDER BY a.place) \
         FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY AS a (type, place))::text, \
         pg_catalog.pg_get_function_arguments(p.oid), pg_catalog.pg_get_function_result(p.oid), \
         l.lanname::text, pg_catalog.obj_description(p.oid, 'pg_proc'), \
         {}, p.prosrc, p.probin, \
         p.provolatile::text, p.prosecdef::text, p.proisstrict::text, p.proparallel::text, \
         p.proleakproof::text, p.procost::text, NULLIF(p.prorows, 0)::text, p.prokind::text, \
         pg_catalog.array_to_json(p.proconfig)::text \
         FROM pg_catalog.pg_proc AS p \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace \
         JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang \
         WHERE {IS_NOT_OF_SYSTEM} AND {} ORDER BY p.oid",
        standard_body(reader).await?,
        stands_alone("pg_proc", "p.oid")
    );
    let mut routines: HashMap<QualifiedName, Vec<Arc<Routine>>> = HashMap::new();
    for mut row in reader.rows(&sql).await? {
        let (namespace, name) = (row.text(), row.text());
        let name = QualifiedName {
            name: part_name(&name, DIALECT),
            ..reader.qualified(&namespace, &name)
        };
        let routine = Arc::new(routine(&mut row));
        routines.entry(name).or_default().push(routine);
    }
    for (name, all) in routines {
        reader.schema.set_routines(name, all);
    }
    Ok(())
}

/// A body that is a statement, not a text, since PostgreSQL 14.
async fn standard_body(reader: &mut Reader<'_>) -> Result<&'static str, DatabaseError> {
    let version = reader
        .session
        .value("SELECT pg_catalog.current_setting('server_version_num')")
        .await?;
    let version: u32 = version.and_then(|it| it.parse().ok()).unwrap_or_default();
    Ok(if version >= 140_000 {
        "pg_catalog.pg_get_function_sqlbody(p.oid)"
    } else {
        "NULL::text"
    })
}

fn routine(row: &mut Row) -> Routine {
    let kind = match row.text().as_str() {
        "p" => RoutineKind::Procedure,
        "a" => RoutineKind::Aggregate,
        _ => RoutineKind::Function,
    };
    let signature = row.list().into_iter().map(DataType::new).collect();
    let arguments = row.text();
    let returns = row.optional();
    let language = row.optional();
    let comment = row.comment();
    let body = body(row);
    let attributes = attributes(row);
    if kind == RoutineKind::Aggregate {
        // What it is made of is not read: only that it is there.
        return Routine {
            kind,
            signature,
            arguments,
            returns: None,
            language: None,
            attributes: BTreeMap::new(),
            body: String::new(),
            comment,
        };
    }
    Routine {
        kind,
        signature,
        arguments,
        returns,
        language,
        attributes,
        body,
        comment,
    }
}

fn body(row: &mut Row) -> String {
    let standard = row.optional();
    let source = row.text();
    match (standard, row.optional()) {
        (Some(standard), _) => standard,
        (None, Some(library)) => format!("{library}, {source}"),
        (None, None) => source,
    }
}

/// What is said of a routine, in the words of [`Routine::attributes`].
fn attributes(row: &mut Row) -> BTreeMap<String, String> {
    let volatility = match row.text().as_str() {
        "i" => "immutable",
        "s" => "stable",
        _ => "volatile",
    };
    let security = if row.is_so() { "definer" } else { "invoker" };
    let null_input = if row.is_so() { "strict" } else { "called" };
    let parallel = match row.text().as_str() {
        "s" => "safe",
        "r" => "restricted",
        _ => "unsafe",
    };
    let leakproof = if row.is_so() { "true" } else { "false" };
    let said = [
        ("volatility", volatility),
        ("security", security),
        ("null_input", null_input),
        ("parallel", parallel),
        ("leakproof", leakproof),
    ];
    let said = said.map(|(attribute, value)| (attribute.to_owned(), Some(value.to_owned())));
    let estimates = ["cost", "rows"].map(|attribute| (attribute.to_owned(), row.optional()));
    let is_window = row.text() == "w";
    let window = ("window".to_owned(), is_window.then(|| "true".to_owned()));
    let said = said.into_iter().chain(estimates).chain([window]);
    let said = said.filter_map(|(attribute, value)| Some((attribute, value?)));
    let settings = row.list();
    let settings = parameters(&settings).map(|(setting, value)| (format!("set {setting}"), value));
    said.chain(settings).collect()
}
