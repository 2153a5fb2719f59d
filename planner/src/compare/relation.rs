use std::collections::BTreeSet;

use super::form::same_query;
use super::tokens::essence;
use super::{Comparison, Property, canonical_tokens};
use crate::schema::{
    Name, Object, QualifiedName, Relation, Schema, Sequence, SequenceOptions, View, is_temporary,
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
        if reads_another && left.query.text == right.query.text {
            let reads = |view: &View| {
                let names: Vec<String> = view.reads.iter().map(ToString::to_string).collect();
                format!("reads {}", names.join(", "))
            };
            self.differs(&object, Property::Definition, &reads(left), &reads(right));
        } else if reads_another || !same_view(left, right, self.dialect()) {
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
            let options = sequence
                .options
                .resolved(largest(data_type), self.left.dialect());
            options_text(options)
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

/// Whether the queries of two views mean the same.
fn same_view(left: &View, right: &View, dialect: Dialect) -> bool {
    let (one, other) = (&left.query, &right.query);
    if one.text == other.text || one.follows_rename || other.follows_rename {
        return true;
    }
    if dialect == Dialect::Sqlite {
        return canonical_tokens(&one.text, dialect) == canonical_tokens(&other.text, dialect);
    }
    // Names of columns that differ are told by themselves.
    let columns = match (left.columns.is_empty(), right.columns.is_empty()) {
        (false, false) => [&left.columns; 2],
        _ => [&left.columns, &right.columns],
    };
    let same = same_query((one, columns[0]), (other, columns[1]), dialect);
    same.unwrap_or_else(|| essence(&one.text, dialect) == essence(&other.text, dialect))
}

/// What a sequence does, once everything is said, for people.
pub(super) fn options_text(options: SequenceOptions) -> String {
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
}
