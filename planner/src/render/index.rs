use super::name::{name, names};
use super::{Render, if_not_exists, parameters};
use crate::operation::Existing;
use crate::schema::{
    Index, IndexKind, IndexPart, IndexSubject, Nulls, NullsOrder, QualifiedName, SortOrder,
};
use crate::sql::{Dialect, literal};

/// What an index is, as it stands behind its name: `UNIQUE (email) WHERE …`.
pub fn index(index: &Index, dialect: Dialect) -> String {
    let body = Render { dialect }.index_body(index);
    format!("{}{body}", kind(index.kind))
}

/// The things that an index is over, with commas between them.
pub(crate) fn parts(parts: &[IndexPart], dialect: Dialect) -> String {
    let texts: Vec<String> = parts.iter().map(|it| part(it, dialect)).collect();
    texts.join(", ")
}

/// One of the things that an index is over.
pub(super) fn part(part: &IndexPart, dialect: Dialect) -> String {
    let mut sql = match &part.subject {
        IndexSubject::Column {
            name: column,
            prefix_length,
        } => {
            let column = name(column, dialect);
            match prefix_length {
                Some(length) => format!("{column}({length})"),
                None => column,
            }
        }
        IndexSubject::Expression(expression) => {
            let text = expression.text.trim();
            if is_call(text) && dialect != Dialect::Mysql {
                text.to_owned()
            } else {
                format!("({text})")
            }
        }
    };
    if let Some(collation) = &part.collation {
        sql.push_str(" COLLATE ");
        sql.push_str(&super::column::collation(collation, dialect));
    }
    if let Some(class) = &part.operator_class {
        sql.push(' ');
        sql.push_str(class);
    }
    if part.order == SortOrder::Descending {
        sql.push_str(" DESC");
    }
    match part.nulls {
        Some(NullsOrder::First) => sql.push_str(" NULLS FIRST"),
        Some(NullsOrder::Last) => sql.push_str(" NULLS LAST"),
        None => {}
    }
    sql
}

/// Whether an expression is one call of a function, which needs no parentheses.
fn is_call(text: &str) -> bool {
    let Some(open) = text.find('(') else {
        return false;
    };
    let is_name = open > 0
        && text[..open]
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '.'));
    let mut depth = 0_usize;
    let mut in_string = false;
    let closes_at = text.char_indices().find_map(|(position, character)| {
        match character {
            '\'' => in_string = !in_string,
            '(' if !in_string => depth += 1,
            ')' if !in_string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(position);
                }
            }
            _ => {}
        }
        None
    });
    is_name && closes_at == Some(text.len() - 1)
}

const fn kind(kind: IndexKind) -> &'static str {
    match kind {
        IndexKind::Plain => "",
        IndexKind::Unique => "UNIQUE ",
        IndexKind::FullText => "FULLTEXT ",
        IndexKind::Spatial => "SPATIAL ",
    }
}

impl Render {
    pub(super) fn create_index(
        self,
        table: &QualifiedName,
        index: &Index,
        existing: Existing,
    ) -> Vec<String> {
        let mut sql = format!(
            "CREATE {}INDEX {}",
            kind(index.kind),
            if_not_exists(existing)
        );
        if index.name.is_chosen() {
            // SQLite names the namespace at the index.
            if let (Dialect::Sqlite, Some(namespace)) = (self.dialect, &table.namespace) {
                sql.push_str(&self.name(namespace));
                sql.push('.');
            }
            sql.push_str(&self.name(&index.name));
            sql.push(' ');
        }
        sql.push_str("ON ");
        sql.push_str(&match self.dialect {
            Dialect::Sqlite => self.name(&table.name),
            Dialect::Postgresql | Dialect::Mysql => self.qualified(table),
        });
        sql.push(' ');
        sql.push_str(&self.index_body(index));
        vec![sql]
    }

    /// An index as it stands in `CREATE TABLE` (MySQL).
    pub(super) fn inline_index(self, index: &Index) -> String {
        let word = match index.kind {
            IndexKind::Plain => "INDEX".to_owned(),
            kind => format!("{}INDEX", self::kind(kind)),
        };
        let name = if index.name.is_chosen() {
            format!("{} ", self.name(&index.name))
        } else {
            String::new()
        };
        format!("{word} {name}{}", self.index_body(index))
    }

    fn index_body(self, index: &Index) -> String {
        let mut sql = String::new();
        if let Some(method) = &index.method
            && self.dialect == Dialect::Postgresql
        {
            sql.push_str("USING ");
            sql.push_str(method);
            sql.push(' ');
        }
        sql.push('(');
        sql.push_str(&parts(&index.parts, self.dialect));
        sql.push(')');
        if !index.include.is_empty() {
            sql.push_str(" INCLUDE (");
            sql.push_str(&names(&index.include, self.dialect));
            sql.push(')');
        }
        if index.nulls == Nulls::NotDistinct {
            sql.push_str(" NULLS NOT DISTINCT");
        }
        if !index.options.is_empty() {
            let options: Vec<(String, String)> = index.options.clone().into_iter().collect();
            sql.push_str(" WITH (");
            sql.push_str(&parameters(&options));
            sql.push(')');
        }
        if let Some(predicate) = &index.predicate {
            sql.push_str(" WHERE ");
            sql.push_str(&predicate.text);
        }
        if self.dialect == Dialect::Mysql {
            if let Some(method) = &index.method {
                sql.push_str(" USING ");
                sql.push_str(method);
            }
            if let Some(comment) = &index.comment {
                sql.push_str(" COMMENT ");
                sql.push_str(&literal(comment, self.dialect));
            }
        }
        sql
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_told_from_other_expressions() {
        assert!(is_call("lower(email)"));
        assert!(is_call("pg_catalog.lower(replace(a, ')', ''))"));
        assert!(!is_call("lower(a) || lower(b)"));
        assert!(!is_call("(a)"));
        assert!(!is_call("a"));
    }
}
