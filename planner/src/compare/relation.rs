use std::collections::BTreeSet;

use super::{Comparison, Property, canonical_tokens};
use crate::schema::{
    Name, Object, QualifiedName, Relation, Schema, Sequence, View, ViewQuery, is_temporary,
};
use crate::sql::Dialect;

impl Comparison<'_> {
    pub(super) fn relations(&mut self) {
        let names_of = |schema: &Schema| {
            let relations = schema.relations();
            relations
                .filter(|(_, relation)| !matches!(relation, Relation::Index { .. }))
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        };
        let names: BTreeSet<QualifiedName> = names_of(self.left)
            .into_iter()
            .chain(names_of(self.right))
            .collect();
        for name in names {
            self.relation(&name);
        }
    }

    pub(super) fn relation(&mut self, name: &QualifiedName) {
        let is_passed_over = name
            .namespace
            .as_ref()
            .is_some_and(|namespace| is_temporary(namespace, self.dialect()));
        if is_passed_over {
            return;
        }
        match (self.left.relation(name), self.right.relation(name)) {
            (Some(left), Some(right)) if left.is_shared_with(right) => {}
            (Some(Relation::Table(left)), Some(Relation::Table(right))) => {
                self.table(name, left, right);
            }
            (Some(Relation::View(left)), Some(Relation::View(right))) => {
                self.view(name, left, right);
            }
            (Some(Relation::Sequence(left)), Some(Relation::Sequence(right))) => {
                self.sequence(name, left, right);
            }
            (Some(Relation::Index { .. }), Some(Relation::Index { .. })) | (None, None) => {}
            (Some(left), Some(right)) => {
                self.differs(
                    &left.object(name),
                    Property::Kind,
                    left.noun(),
                    right.noun(),
                );
            }
            (Some(relation), None) | (None, Some(relation)) => {
                let is_left = self.left.relation(name).is_some();
                if !matches!(relation, Relation::Index { .. }) {
                    let object = relation.object(name);
                    self.presence(object, is_left, !is_left);
                }
            }
        }
    }

    fn view(&mut self, name: &QualifiedName, left: &View, right: &View) {
        let object = Object::View(name.clone());
        let kind = |view: &View| match view.kind {
            crate::schema::ViewKind::Plain => "view",
            crate::schema::ViewKind::Materialized => "materialized view",
        };
        self.property(&object, Property::Kind, kind(left), kind(right));
        if !left.columns.is_empty() && !right.columns.is_empty() && left.columns != right.columns {
            let list = |view: &View| {
                let names: Vec<&str> = view.columns.iter().map(Name::as_str).collect();
                names.join(", ")
            };
            self.property(&object, Property::Columns, &list(left), &list(right));
        }
        // A text that names what was renamed since tells nothing; what it reads does.
        let reads_another =
            (left.query.follows_rename || right.query.follows_rename) && left.reads != right.reads;
        if reads_another || !same_query(&left.query, &right.query, self.dialect()) {
            self.differs(
                &object,
                Property::Definition,
                &left.query.text,
                &right.query.text,
            );
        }
        self.options(&object, &left.options, &right.options);
        self.indexes(name, &left.indexes, &right.indexes);
        self.comment(&object, left.comment.as_ref(), right.comment.as_ref());
        let columns: BTreeSet<_> = left
            .column_comments
            .keys()
            .chain(right.column_comments.keys())
            .collect();
        for column in columns {
            let object = Object::Column {
                table: name.clone(),
                column: column.clone(),
            };
            let one = left.column_comments.get(column);
            let other = right.column_comments.get(column);
            self.comment(&object, one, other);
        }
    }

    fn sequence(&mut self, name: &QualifiedName, left: &Sequence, right: &Sequence) {
        let object = Object::Sequence(name.clone());
        let data_type = |sequence: &Sequence| {
            let text = sequence.data_type.as_ref().map_or("bigint", |it| &it.text);
            super::canonical_type(text, self.left.dialect())
        };
        let (one, other) = (data_type(left), data_type(right));
        self.property(&object, Property::Type, &one, &other);
        let options = |sequence: &Sequence, data_type: &str| {
            let options = sequence.options.resolved(largest(data_type));
            let number = |value: Option<i128>| value.unwrap_or_default().to_string();
            format!(
                "start {} increment {} minimum {} maximum {} cache {}{}",
                number(options.start),
                number(options.increment),
                number(options.minimum),
                number(options.maximum),
                number(options.cache),
                if options.cycle { " cycle" } else { "" }
            )
        };
        self.property(
            &object,
            Property::Options,
            &options(left, &one),
            &options(right, &other),
        );
        let owner = |sequence: &Sequence| {
            let owner = sequence.owner.as_ref();
            owner.map_or_else(String::new, |it| format!("{}.{}", it.table, it.column))
        };
        self.property(&object, Property::Owner, &owner(left), &owner(right));
        self.comment(&object, left.comment.as_ref(), right.comment.as_ref());
    }
}

/// The largest value of an integer type.
pub(super) fn largest(canonical_type: &str) -> i128 {
    match canonical_type {
        "smallint" => i128::from(i16::MAX),
        "integer" => i128::from(i32::MAX),
        _ => i128::from(i64::MAX),
    }
}

/// Whether two queries mean the same, as far as their tokens tell: without the qualifiers, casts,
/// parentheses and aliases that databases add when they show a view.
fn same_query(left: &ViewQuery, right: &ViewQuery, dialect: Dialect) -> bool {
    if left.text == right.text || left.follows_rename || right.follows_rename {
        return true;
    }
    if dialect == Dialect::Sqlite {
        return canonical_tokens(&left.text, dialect) == canonical_tokens(&right.text, dialect);
    }
    let (left, right) = (essence(&left.text, dialect), essence(&right.text, dialect));
    // A `*` was expanded when the view was made, and to what is not known here.
    left == right || left.contains(&"*".to_owned()) || right.contains(&"*".to_owned())
}

/// What of a query's tokens no database adds or takes away.
fn essence(query: &str, dialect: Dialect) -> Vec<String> {
    let canonical = canonical_tokens(query, dialect);
    let tokens: Vec<&str> = canonical.split(' ').collect();
    let mut essence: Vec<String> = Vec::with_capacity(tokens.len());
    let mut position = 0;
    while position < tokens.len() {
        let token = tokens[position];
        match token {
            "(" | ")" | ";" | "as" | "inner" | "outer" | "asc" => {}
            "::" => {
                // A cast's type, of which the words of one name come next.
                position += 1;
                while tokens.get(position + 1).is_some_and(|next| *next == ".") {
                    position += 2;
                }
            }
            "." => {
                essence.pop();
            }
            "!=" => essence.push("<>".to_owned()),
            "now" | "current_timestamp" => essence.push("current_timestamp".to_owned()),
            token => {
                // An alias that repeats the column's own name.
                let is_alias = position > 0
                    && tokens[position - 1] == "as"
                    && essence.last().is_some_and(|last| last == token);
                if !is_alias {
                    essence.push(token.to_owned());
                }
            }
        }
        position += 1;
    }
    essence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_told_by_their_essence() {
        let same = |one: &str, other: &str, dialect| {
            same_query(&ViewQuery::new(one), &ViewQuery::new(other), dialect)
        };
        assert!(same(
            "SELECT a.id, name FROM account a WHERE active = true",
            " SELECT a.id,\n    a.name\n   FROM account a\n  WHERE (a.active = true);",
            Dialect::Postgresql
        ));
        assert!(same(
            "select id, name from account where name <> ''",
            "select `account`.`id` AS `id`,`account`.`name` AS `name` from `account` where `account`.`name` <> ''",
            Dialect::Mysql
        ));
        assert!(!same(
            "SELECT a FROM b",
            "SELECT c FROM b",
            Dialect::Postgresql
        ));
    }
}
