use std::collections::HashMap;

use limbeck_planner::schema::{
    Constraint, ForeignKey, IndexPart, Key, MatchKind, ReferentialAction, Rule, SortOrder, Table,
};

use super::table::Draft;
use super::{Reader, column_name, table_name};
use crate::database::DatabaseError;

/// The unique keys of the tables, in the order in which they were made.
pub(super) async fn unique_keys(
    reader: &mut Reader<'_>,
    drafts: &mut HashMap<String, Draft>,
) -> Result<(), DatabaseError> {
    let sql = "SELECT t.name, i.name, c.name, c.coll \
               FROM pragma_table_list AS t, pragma_index_list(t.name, t.schema) AS i, \
               pragma_index_xinfo(i.name, t.schema) AS c \
               WHERE t.schema = 'main' AND t.type = 'table' AND i.origin = 'u' AND c.key = 1 \
               ORDER BY t.name, i.seq DESC, c.seqno";
    let mut present = String::new();
    for mut row in reader.rows(sql).await? {
        let Some(draft) = drafts.get_mut(&row.text()) else {
            continue;
        };
        let index = row.text();
        let mut part = IndexPart::column(column_name(&row.text()));
        part.collation = Some(row.text());
        let part = with_own_collation(&draft.table, part);
        let last = draft.table.constraints.last_mut();
        match last.map(|constraint| &mut constraint.rule) {
            Some(Rule::Unique(key)) if index == present => key.parts.push(part),
            _ => {
                let mut key = Key::of_columns([]);
                key.parts.push(part);
                let key = Constraint::new(Rule::Unique(key));
                draft.table.constraints.push(key);
            }
        }
        present = index;
    }
    for draft in drafts.values_mut() {
        take_stated(draft, |table, one, other| match (one, other) {
            (Rule::Unique(one), Rule::Unique(other)) => {
                let parts = |key: &Key| -> Vec<IndexPart> {
                    let parts = key.parts.iter().cloned();
                    parts
                        .map(|part| IndexPart {
                            order: SortOrder::Ascending,
                            ..with_own_collation(table, part)
                        })
                        .collect()
                };
                parts(one) == parts(other)
            }
            _ => false,
        });
    }
    Ok(())
}

/// The foreign keys of the tables, in the order in which they were made.
pub(super) async fn foreign_keys(
    reader: &mut Reader<'_>,
    drafts: &mut HashMap<String, Draft>,
) -> Result<(), DatabaseError> {
    let sql = "SELECT t.name, k.id, k.\"table\", k.\"from\", k.\"to\", k.on_update, k.on_delete \
               FROM pragma_table_list AS t, pragma_foreign_key_list(t.name, t.schema) AS k \
               WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, k.id DESC, k.seq";
    let mut present = (String::new(), String::new());
    for mut row in reader.rows(sql).await? {
        let (table, number) = (row.text(), row.text());
        let Some(draft) = drafts.get_mut(&table) else {
            continue;
        };
        let other = table_name(&row.text());
        let column = column_name(&row.text());
        let referred = row.optional().map(|name| column_name(&name));
        let is_next = present == (table.clone(), number.clone());
        present = (table, number);
        let last = draft.table.constraints.last_mut();
        match last.map(|constraint| &mut constraint.rule) {
            Some(Rule::ForeignKey(key)) if is_next => {
                key.columns.push(column);
                key.referred.extend(referred);
            }
            _ => {
                let key = ForeignKey {
                    columns: vec![column],
                    table: other,
                    referred: referred.into_iter().collect(),
                    on_update: action(&row.text()),
                    on_delete: action(&row.text()),
                    match_kind: MatchKind::Simple,
                    needs: None,
                };
                draft
                    .table
                    .constraints
                    .push(Constraint::new(Rule::ForeignKey(key)));
            }
        }
    }
    for draft in drafts.values_mut() {
        take_stated(draft, |_, one, other| match (one, other) {
            (Rule::ForeignKey(one), Rule::ForeignKey(other)) => {
                one.columns == other.columns && one.table.name == other.table.name
            }
            _ => false,
        });
    }
    Ok(())
}

fn action(action: &str) -> ReferentialAction {
    match action {
        "CASCADE" => ReferentialAction::Cascade,
        "SET NULL" => ReferentialAction::SetNull,
        "SET DEFAULT" => ReferentialAction::SetDefault,
        "RESTRICT" => ReferentialAction::Restrict,
        _ => ReferentialAction::NoAction,
    }
}

/// Takes the names of constraints, when they are checked, and how foreign keys match, from the
/// statement.
fn take_stated(draft: &mut Draft, is_same: impl Fn(&Table, &Rule, &Rule) -> bool) {
    let Draft { table, stated } = draft;
    let mut constraints = std::mem::take(&mut table.constraints);
    for constraint in &mut constraints {
        let mut stated = stated.constraints.iter();
        let stated = stated.find(|stated| is_same(table, &constraint.rule, &stated.rule));
        let Some(stated) = stated else {
            continue;
        };
        constraint.name.clone_from(&stated.name);
        constraint.timing = stated.timing;
        match (&mut constraint.rule, &stated.rule) {
            (Rule::ForeignKey(key), Rule::ForeignKey(stated)) => {
                key.match_kind = stated.match_kind;
            }
            (Rule::Unique(key), Rule::Unique(stated)) => key.parts.clone_from(&stated.parts),
            _ => {}
        }
    }
    draft.table.constraints = constraints;
}

/// The part of an index with a collation where that is not its column's.
fn with_own_collation(table: &Table, part: IndexPart) -> IndexPart {
    let column = part.column_name().and_then(|name| table.column(name));
    let of_column = column.and_then(|column| column.collation.as_deref());
    let of_column = of_column.unwrap_or("BINARY");
    let collation = part.collation.clone();
    IndexPart {
        collation: collation.filter(|it| !it.eq_ignore_ascii_case(of_column)),
        ..part
    }
}

/// The checks, which the statement alone has.
pub(super) fn checks(drafts: &mut HashMap<String, Draft>) {
    for draft in drafts.values_mut() {
        let stated = draft.stated.constraints.iter();
        let checks = stated.filter(|constraint| matches!(constraint.rule, Rule::Check(_)));
        draft.table.constraints.extend(checks.cloned());
    }
}
