use super::cursor::Cursor;
use super::query::{References, references};
use super::unknown::{mentions, unknown};
use crate::operation::{
    Access, Call, CreateTable, DataChange, Mentions, OnSameKey, Operation, TableSource, Touch,
};
use crate::schema::{Name, NameKind, QualifiedName, Quoting};
use crate::sql::Dialect;

/// Functions of the databases that a migration calls for what they do, or that do nothing. Sorted.
const KNOWN_FUNCTIONS: [&str; 60] = [
    "abs",
    "array_agg",
    "avg",
    "cast",
    "ceil",
    "char_length",
    "coalesce",
    "concat",
    "concat_ws",
    "count",
    "current_database",
    "current_schema",
    "current_setting",
    "currval",
    "date",
    "date_trunc",
    "extract",
    "floor",
    "format",
    "gen_random_uuid",
    "get_lock",
    "greatest",
    "if",
    "ifnull",
    "json_agg",
    "json_extract",
    "jsonb_agg",
    "last_insert_id",
    "lastval",
    "least",
    "length",
    "lower",
    "max",
    "md5",
    "min",
    "nextval",
    "now",
    "nullif",
    "pg_advisory_lock",
    "pg_advisory_unlock",
    "pg_advisory_xact_lock",
    "pg_notify",
    "pg_sleep",
    "quote_ident",
    "quote_literal",
    "random",
    "release_lock",
    "replace",
    "round",
    "row_number",
    "set_config",
    "setval",
    "sleep",
    "string_agg",
    "substr",
    "substring",
    "sum",
    "trim",
    "upper",
    "version",
];

/// The reason for a statement that begins with a word that begins none.
pub(super) const NO_SUCH_STATEMENT: &str = "no such statement is known";

/// What a statement that reads or writes rows does.
pub(super) fn data(cursor: &mut Cursor<'_>, sql: &str) -> Vec<Operation> {
    let dialect = cursor.dialect;
    if cursor.is_at("CALL|EXEC") {
        cursor.skip();
        return match cursor.qualified(NameKind::Part) {
            Ok(routine) => vec![call(sql, dialect, vec![routine])],
            Err(reason) => vec![unknown(sql, dialect, reason.to_string())],
        };
    }
    if dialect == Dialect::Postgresql
        && let Some(operation) = cursor.select_search_path()
    {
        return vec![operation];
    }
    let is_data = cursor.is_at("SELECT|WITH|VALUES|TABLE|INSERT|REPLACE|MERGE|UPDATE|DELETE")
        || cursor.is_at("TRUNCATE|COPY|LOAD")
        || cursor.is_at_sign("(");
    if !is_data {
        return vec![unknown(sql, dialect, NO_SUCH_STATEMENT)];
    }
    let is_read = cursor.is_at("SELECT|VALUES|TABLE") || cursor.is_at_sign("(");
    let References {
        mut touches,
        functions,
        names,
        every_column,
        created,
    } = references(sql, dialect);
    if let Some(name) = created {
        let mut made = CreateTable::new(name, Vec::new(), Vec::new(), Vec::new());
        made.sources.push(TableSource::Query {
            text: sql.to_owned(),
            columns: Vec::new(),
        });
        return vec![Operation::CreateTable(Box::new(made))];
    }
    if cursor.is_at("COPY") && copies_out(cursor) {
        for touch in &mut touches {
            touch.access = Access::Read;
        }
    }
    let on_same_key = on_same_key(cursor);
    if on_same_key == OnSameKey::Update {
        let inserted: Vec<Touch> = touches
            .iter()
            .filter(|touch| touch.access == Access::Insert)
            .map(|touch| Touch {
                relation: touch.relation.clone(),
                access: Access::Update,
            })
            .collect();
        touches.extend(inserted);
    }
    let names_all = every_column || inserts_without_columns(cursor);
    let calls = if is_read {
        calls(sql, dialect, functions)
    } else {
        Vec::new()
    };
    vec![Operation::Data(DataChange {
        touches,
        columns: (!names_all).then_some(names),
        on_same_key,
        calls,
    })]
}

fn call(sql: &str, dialect: Dialect, routines: Vec<QualifiedName>) -> Operation {
    Operation::Data(DataChange {
        touches: Vec::new(),
        columns: None,
        on_same_key: OnSameKey::Fail,
        calls: calls(sql, dialect, routines),
    })
}

/// The calls among `functions` that may do something.
fn calls(sql: &str, dialect: Dialect, functions: Vec<QualifiedName>) -> Vec<Call> {
    let catalog = Name::new("pg_catalog", Quoting::Quoted, NameKind::Relation, dialect);
    let is_known = |routine: &QualifiedName| match &routine.namespace {
        Some(namespace) => *namespace == catalog,
        None => KNOWN_FUNCTIONS
            .binary_search(&routine.name.key().to_lowercase().as_str())
            .is_ok(),
    };
    let unknown: Vec<QualifiedName> = functions
        .into_iter()
        .filter(|routine| !is_known(routine))
        .collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let Mentions::Names(mentions) = mentions(sql, dialect) else {
        return Vec::new();
    };
    let call = |routine| Call {
        routine,
        mentions: mentions.clone(),
    };
    unknown.into_iter().map(call).collect()
}

/// Whether a `COPY` writes to a file or the client.
fn copies_out(cursor: &Cursor<'_>) -> bool {
    let mut ahead = cursor.clone();
    while !ahead.is_at_end() {
        if ahead.is_at("TO") {
            return true;
        }
        if ahead.is_at("FROM") {
            return false;
        }
        ahead.skip_balanced();
    }
    false
}

/// What a statement does about a row whose key another row has.
fn on_same_key(cursor: &Cursor<'_>) -> OnSameKey {
    let mut ahead = cursor.clone();
    if ahead.is_at("REPLACE")
        || ahead.is_at("INSERT OR REPLACE")
        || ahead.is_at("UPDATE OR REPLACE")
    {
        return OnSameKey::Update;
    }
    let keeps = [
        "INSERT IGNORE",
        "INSERT OR IGNORE",
        "UPDATE IGNORE",
        "UPDATE OR IGNORE",
    ];
    if keeps.iter().any(|it| ahead.is_at(it)) {
        return OnSameKey::Keep;
    }
    if !ahead.is_at("INSERT|MERGE|WITH") {
        return OnSameKey::Fail;
    }
    while !ahead.is_at_end() {
        let updates = ahead.is_at("DO UPDATE")
            || ahead.is_at("KEY UPDATE")
            || ahead.is_at("THEN UPDATE")
            || ahead.is_at("THEN DELETE");
        if updates {
            return OnSameKey::Update;
        }
        if ahead.is_at("DO NOTHING") {
            return OnSameKey::Keep;
        }
        ahead.skip_balanced();
    }
    OnSameKey::Fail
}

/// Whether it is `INSERT INTO t VALUES …`, which gives every column a value.
fn inserts_without_columns(cursor: &Cursor<'_>) -> bool {
    let mut ahead = cursor.clone();
    if !ahead.is_at("INSERT|REPLACE|COPY") {
        return false;
    }
    let is_copy = ahead.is_at("COPY");
    while !ahead.is_at_end() && !ahead.is_at("INTO") && !is_copy {
        ahead.skip_balanced();
    }
    ahead.skip();
    ahead.relation().is_ok() && !ahead.is_at_sign("(")
}
