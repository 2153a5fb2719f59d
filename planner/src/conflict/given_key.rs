use crate::schema::{Index, IndexKind, IndexPart, Name, Object, Rule, Table};

/// The values that a statement gives the columns of a key, in a row that it inserts or changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenKey {
    /// The columns, which no two rows may have the same in.
    pub columns: Vec<Name>,
    /// What they are, without quotes.
    pub values: Vec<String>,
}

impl GivenKey {
    /// The key over `columns`, if `value` tells what each of them is.
    pub(super) fn of(columns: &[Name], value: impl Fn(&Name) -> Option<String>) -> Option<Self> {
        let values: Option<Vec<String>> = columns.iter().map(value).collect();
        Some(Self {
            columns: columns.to_vec(),
            values: values?,
        })
    }

    pub(super) fn exists_already(&self, table: &Object) -> String {
        let pairs = self.columns.iter().zip(&self.values);
        let pairs: Vec<String> = pairs
            .map(|(it, value)| format!("`{it}` = {value}"))
            .collect();
        format!("{table} has a row with {} already", pairs.join(" and "))
    }
}

/// The columns of each key of a table.
pub(super) fn keys(table: &Table) -> Vec<Vec<Name>> {
    let of_rule = |rule: &Rule| match rule {
        Rule::PrimaryKey(key) | Rule::Unique(key) => whole(&key.parts),
        _ => None,
    };
    let of_index = |index: &Index| {
        let is_key = index.kind == IndexKind::Unique && index.predicate.is_none();
        is_key.then(|| whole(&index.parts)).flatten()
    };
    let constraints = table.constraints.iter().filter_map(|it| of_rule(&it.rule));
    constraints
        .chain(table.indexes.iter().filter_map(of_index))
        .collect()
}

/// The columns, if the parts are nothing else.
fn whole(parts: &[IndexPart]) -> Option<Vec<Name>> {
    parts.iter().map(|it| it.column_name().cloned()).collect()
}
