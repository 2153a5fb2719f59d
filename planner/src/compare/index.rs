use super::{Comparison, Property, same_expression};
use crate::schema::{
    Index, IndexKind, IndexOrigin, IndexPart, IndexSubject, Name, Nulls, NullsOrder, Object,
    QualifiedName, SortOrder,
};
use crate::sql::Dialect;

impl Comparison<'_> {
    pub(super) fn indexes(&mut self, table: &QualifiedName, left: &[Index], right: &[Index]) {
        let object = |index: &Index| Object::Index {
            table: table.clone(),
            index: index.name.clone(),
        };
        let mut unpaired: Vec<&Index> = right.iter().collect();
        let mut alone: Vec<&Index> = Vec::new();
        for one in left {
            match unpaired.iter().position(|other| one.name == other.name) {
                Some(position) => {
                    let other = unpaired.remove(position);
                    self.index(&object(one), one, other);
                }
                None => alone.push(one),
            }
        }
        for one in alone {
            // The names of indexes that MySQL makes for foreign keys differ between its flavours.
            let is_made = |index: &Index| index.origin != IndexOrigin::Given;
            let same = unpaired.iter().position(|other| {
                (is_made(one) || is_made(other)) && same_index(one, other, self.dialect())
            });
            match same {
                Some(position) => {
                    unpaired.remove(position);
                }
                None => self.presence(object(one), true, false),
            }
        }
        for other in unpaired {
            self.presence(object(other), false, true);
        }
    }

    fn index(&mut self, object: &Object, left: &Index, right: &Index) {
        if !same_index(left, right, self.dialect()) {
            self.differs(
                object,
                Property::Definition,
                &index_text(left),
                &index_text(right),
            );
        }
        self.options(object, &left.options, &right.options);
        self.comment(object, left.comment.as_ref(), right.comment.as_ref());
    }
}

/// Whether two indexes are over the same, whatever their names are.
pub(crate) fn same_index(one: &Index, other: &Index, dialect: Dialect) -> bool {
    one.kind == other.kind
        && same_method(one, other, dialect)
        && same_parts(&one.parts, &other.parts, dialect)
        && one.include == other.include
        && one.nulls == other.nulls
        && match (&one.predicate, &other.predicate) {
            (Some(one), Some(other)) => same_expression(one, other, dialect),
            (None, None) => true,
            _ => false,
        }
}

/// Whether two indexes are built in the same way. In MySQL the engine has the last word.
fn same_method(one: &Index, other: &Index, dialect: Dialect) -> bool {
    let is_engines_choice =
        |index: &Index| matches!(method(index), "btree" | "hash") && dialect == Dialect::Mysql;
    method(one) == method(other) || (is_engines_choice(one) && is_engines_choice(other))
}

/// The method that is used where none is said. Full text and spatial indexes have their own, and
/// InnoDB makes a b-tree of everything else.
fn method(index: &Index) -> &str {
    match index.method.as_deref() {
        None => "btree",
        Some("hash") if matches!(index.kind, IndexKind::FullText | IndexKind::Spatial) => "btree",
        Some(method) => method,
    }
}

/// Whether the parts of two indexes are the same.
pub(super) fn same_parts(one: &[IndexPart], other: &[IndexPart], dialect: Dialect) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| same_part(one, other, dialect))
}

fn same_part(one: &IndexPart, other: &IndexPart, dialect: Dialect) -> bool {
    let same_subject = match (&one.subject, &other.subject) {
        (
            IndexSubject::Column {
                name: one,
                prefix_length: first,
            },
            IndexSubject::Column {
                name: other,
                prefix_length: second,
            },
        ) => one == other && first == second,
        (IndexSubject::Expression(one), IndexSubject::Expression(other)) => {
            same_expression(one, other, dialect)
        }
        _ => false,
    };
    let collation = |part: &IndexPart| {
        let collation = part.collation.as_ref().map(|it| it.to_ascii_lowercase());
        collation.filter(|it| it != "default" && it != "binary")
    };
    same_subject
        && one.order == other.order
        && nulls(one) == nulls(other)
        && collation(one) == collation(other)
        && operator_class(one) == operator_class(other)
}

/// The types whose operator class is called like them, and is the one that is taken where none is
/// said.
const TYPES_WITH_CLASSES: &str = " array bit bool bpchar bytea char citext date enum float4 float8 \
     hstore int2 int4 int8 interval jsonb ltree macaddr money name numeric oid point range record \
     text time timestamp timestamptz timetz tsquery tsvector uuid varbit varchar ";

/// The operator class, unless it is the one that is taken where none is said. An extension's may
/// have been given a namespace.
fn operator_class(part: &IndexPart) -> Option<&str> {
    let class = part.operator_class.as_deref()?;
    let class = class.rsplit('.').next().unwrap_or(class);
    let stem = class.strip_suffix("_ops").unwrap_or_default();
    let methods = ["gist_", "gin_", "hash_", "brin_"];
    let stem = methods
        .iter()
        .find_map(|method| stem.strip_prefix(method))
        .unwrap_or(stem);
    let is_default = !stem.is_empty() && TYPES_WITH_CLASSES.contains(&format!(" {stem} "));
    (!is_default).then_some(class)
}

/// Nulls come last in an ascending order and first in a descending one, where nothing is said.
fn nulls(part: &IndexPart) -> NullsOrder {
    part.nulls.unwrap_or(match part.order {
        SortOrder::Ascending => NullsOrder::Last,
        SortOrder::Descending => NullsOrder::First,
    })
}

/// The parts of an index, for people.
pub(super) fn parts_text(parts: &[IndexPart]) -> String {
    let texts: Vec<String> = parts
        .iter()
        .map(|part| {
            let mut text = match &part.subject {
                IndexSubject::Column {
                    name,
                    prefix_length: Some(length),
                } => format!("{name}({length})"),
                IndexSubject::Column { name, .. } => name.to_string(),
                IndexSubject::Expression(expression) => format!("({expression})"),
            };
            if let Some(collation) = &part.collation {
                text.push_str(" COLLATE ");
                text.push_str(collation);
            }
            if let Some(class) = &part.operator_class {
                text.push(' ');
                text.push_str(class);
            }
            if part.order == SortOrder::Descending {
                text.push_str(" DESC");
            }
            match part.nulls {
                Some(NullsOrder::First) => text.push_str(" NULLS FIRST"),
                Some(NullsOrder::Last) => text.push_str(" NULLS LAST"),
                None => {}
            }
            text
        })
        .collect();
    texts.join(", ")
}

pub(super) fn index_text(index: &Index) -> String {
    let kind = match index.kind {
        IndexKind::Plain => "",
        IndexKind::Unique => "UNIQUE ",
        IndexKind::FullText => "FULLTEXT ",
        IndexKind::Spatial => "SPATIAL ",
    };
    let mut text = format!("{kind}{} ({})", method(index), parts_text(&index.parts));
    text.push_str(&include_text(&index.include));
    if index.nulls == Nulls::NotDistinct {
        text.push_str(" NULLS NOT DISTINCT");
    }
    if let Some(predicate) = &index.predicate {
        text.push_str(" WHERE ");
        text.push_str(&predicate.text);
    }
    text
}

/// The columns that an index only stores, for people.
pub(super) fn include_text(include: &[Name]) -> String {
    let names: Vec<&str> = include.iter().map(Name::as_str).collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(" INCLUDE ({})", names.join(", "))
    }
}
