use crate::operation::Access;
use crate::schema::{
    ColumnValue, Index, IndexKind, IndexPart, IndexSubject, OtherKind, QualifiedName, Rule, Schema,
    Table,
};

/// Whether the values that a statement writes out tell which rows of a table it is about, and no other
/// row of it minds.
///
/// They do not where a trigger or a rule may change others, where the database computes a column, and
/// where rows are kept apart by more than the values of whole columns. Where a table refers to itself, a
/// row that comes or goes matters to others.
pub(super) fn tells_rows(
    schema: &Schema,
    name: &QualifiedName,
    table: &Table,
    access: Access,
) -> bool {
    let has_trigger = schema.triggers_of(name).next().is_some();
    let has_rule = schema
        .others()
        .any(|(other, _)| other.kind == OtherKind::Rule && other.table.as_ref() == Some(name));
    let is_computed = table.columns.iter().any(|column| {
        matches!(column.value, ColumnValue::Generated { .. }) || column.on_update.is_some()
    });
    if has_trigger || has_rule || is_computed {
        return false;
    }
    let refers_to_itself = table
        .constraints
        .iter()
        .any(|it| matches!(&it.rule, Rule::ForeignKey(key) if key.table == *name));
    if refers_to_itself && access != Access::Update {
        return false;
    }
    let is_whole = |parts: &[IndexPart]| parts.iter().all(is_whole_column);
    let keys_are_whole = table.constraints.iter().all(|it| match &it.rule {
        Rule::PrimaryKey(key) | Rule::Unique(key) => is_whole(&key.parts),
        Rule::Exclusion(_) => false,
        Rule::ForeignKey(_) | Rule::Check(_) => true,
    });
    let is_simple = |index: &Index| {
        index.kind != IndexKind::Unique || index.predicate.is_none() && is_whole(&index.parts)
    };
    keys_are_whole && table.indexes.iter().all(is_simple)
}

const fn is_whole_column(part: &IndexPart) -> bool {
    matches!(
        part.subject,
        IndexSubject::Column {
            prefix_length: None,
            ..
        }
    )
}
