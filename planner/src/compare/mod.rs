//! Compares two schemas object by object, by what things mean and not by how they are spelled.
//!
//! Names are what objects are found by. A constraint that the database named is also found by what
//! it demands, since another database may have chosen another name. What is not known for certain
//! on either side is not compared.

mod constraint;
mod data_type;
mod difference;
mod form;
mod index;
mod other;
mod relation;
mod routine;
mod table;
mod tokens;
mod trigger;
mod user_type;

pub use constraint::constraint_object;
pub use data_type::same_type;
pub use difference::{Change, Difference, Property};
pub use form::same_expression;

pub(crate) use constraint::same_rule;
pub(crate) use data_type::{canonical_argument_type, canonical_type};
pub(crate) use difference::shown_value;
pub(crate) use index::same_index;
pub(crate) use tokens::canonical_tokens;

use std::collections::BTreeSet;

use crate::schema::{DataType, Extension, Name, Object, Schema};
use crate::sql::Dialect;

/// What differs from one schema to another, in the order of objects.
///
/// Temporary objects are no part of a schema, and objects of either side that are uncertain are
/// passed over. Objects that both have from a common ancestor are told apart without a look inside,
/// so two states of one history cost no more than the walk over their names.
pub fn compare(left: &Schema, right: &Schema) -> Vec<Difference> {
    debug_assert_eq!(left.dialect(), right.dialect());
    let mut comparison = Comparison {
        left,
        right,
        differences: Vec::new(),
    };
    comparison.namespaces();
    comparison.extensions();
    comparison.relations();
    comparison.types();
    comparison.routines();
    comparison.triggers();
    comparison.others();
    let mut differences = comparison.differences;
    differences.sort_by(|one, other| one.object.cmp(&other.object));
    differences
}

/// What differs in one object, or a part of one, from one schema to another.
///
/// Costs what the object itself costs to compare.
pub fn compare_objects(
    left: &Schema,
    right: &Schema,
    objects: impl IntoIterator<Item = Object>,
) -> Vec<Difference> {
    let mut comparison = Comparison {
        left,
        right,
        differences: Vec::new(),
    };
    let mut relations = BTreeSet::new();
    for object in objects {
        match object {
            Object::Namespace(name) => comparison.namespace(&name),
            Object::Extension(name) => comparison.extension(&name),
            Object::Type(name) => comparison.user_type(&name),
            Object::Routine { name, .. } => comparison.routines_named(&name),
            Object::Other(name) => comparison.other(&name),
            Object::Sequence(name) => {
                relations.insert(name);
            }
            Object::Table(ref name)
            | Object::View(ref name)
            | Object::Column {
                table: ref name, ..
            }
            | Object::Constraint {
                table: ref name, ..
            }
            | Object::Index {
                table: ref name, ..
            }
            | Object::Trigger {
                table: ref name, ..
            } => {
                relations.insert(name.clone());
                comparison.user_type(name);
            }
        }
    }
    for name in &relations {
        comparison.relation(name);
        comparison.triggers_of(name);
    }
    let mut differences = comparison.differences;
    differences.sort_by(|one, other| one.object.cmp(&other.object));
    differences.dedup();
    differences
}

/// Two schemas while they are compared.
struct Comparison<'schemas> {
    left: &'schemas Schema,
    right: &'schemas Schema,
    differences: Vec<Difference>,
}

impl Comparison<'_> {
    const fn dialect(&self) -> Dialect {
        self.left.dialect()
    }

    fn is_certain(&self, object: &Object) -> bool {
        self.left.uncertainty().of(object).is_none()
            && self.right.uncertainty().of(object).is_none()
    }

    /// Notes that only one side has an object, or that both do but differ.
    fn note(&mut self, object: Object, change: Change) {
        if self.is_certain(&object) {
            self.differences.push(Difference { object, change });
        }
    }

    /// Notes that a property differs, unless it does not.
    fn property(&mut self, object: &Object, property: Property, left: &str, right: &str) {
        if left != right {
            self.differs(object, property, left, right);
        }
    }

    fn differs(&mut self, object: &Object, property: Property, left: &str, right: &str) {
        self.note(
            object.clone(),
            Change::Differs {
                property,
                left: left.to_owned(),
                right: right.to_owned(),
            },
        );
    }

    fn comment(&mut self, object: &Object, left: Option<&String>, right: Option<&String>) {
        let text = |comment: Option<&String>| comment.cloned().unwrap_or_default();
        self.property(object, Property::Comment, &text(left), &text(right));
    }

    fn namespaces(&mut self) {
        let left = self.left.namespaces().map(|(name, _)| name.clone());
        let right = self.right.namespaces().map(|(name, _)| name.clone());
        let names: BTreeSet<Name> = left.chain(right).collect();
        for name in names {
            self.namespace(&name);
        }
    }

    fn namespace(&mut self, name: &Name) {
        let object = Object::Namespace(name.clone());
        match (self.left.namespace(name), self.right.namespace(name)) {
            (Some(left), Some(right)) => {
                self.comment(&object, left.comment.as_ref(), right.comment.as_ref());
            }
            (left, right) => self.presence(object, left.is_some(), right.is_some()),
        }
    }

    /// Whether two types are the same, those of extensions whether or not they stand with the
    /// namespace that the extension is in.
    fn same_type(&self, left: &DataType, right: &DataType) -> bool {
        if same_type(left, right, self.dialect()) {
            return true;
        }
        let schemas = [self.left, self.right].into_iter();
        let namespaces = schemas.flat_map(Schema::extensions);
        let namespaces: Vec<String> = namespaces
            .filter_map(|(_, extension)| Some(format!("{}.", extension.namespace.as_ref()?)))
            .collect();
        let stripped = |data_type: &DataType| {
            let canonical = canonical_type(&data_type.text, self.dialect());
            let prefix = namespaces
                .iter()
                .find(|prefix| canonical.starts_with(prefix.as_str()));
            prefix.map_or_else(
                || canonical.clone(),
                |prefix| canonical[prefix.len()..].to_owned(),
            )
        };
        !namespaces.is_empty() && stripped(left) == stripped(right)
    }

    fn extensions(&mut self) {
        let left = self.left.extensions().map(|(name, _)| name.clone());
        let right = self.right.extensions().map(|(name, _)| name.clone());
        let names: BTreeSet<Name> = left.chain(right).collect();
        for name in names {
            self.extension(&name);
        }
    }

    fn extension(&mut self, name: &Name) {
        let object = Object::Extension(name.clone());
        let (left, right) = (self.left.extension(name), self.right.extension(name));
        match (left, right) {
            (Some(left), Some(right)) => {
                // A version that no statement names is the database's choice.
                if let (Some(one), Some(other)) = (&left.version, &right.version) {
                    self.property(&object, Property::Version, one, other);
                }
                let namespace = |extension: &Extension| {
                    let namespace = extension.namespace.as_ref();
                    namespace.map_or_else(String::new, ToString::to_string)
                };
                let (one, other) = (namespace(left), namespace(right));
                self.property(&object, Property::Namespace, &one, &other);
                self.comment(&object, left.comment.as_ref(), right.comment.as_ref());
            }
            (left, right) => self.presence(object, left.is_some(), right.is_some()),
        }
    }

    /// Notes an object that only one side has.
    fn presence(&mut self, object: Object, left: bool, right: bool) {
        match (left, right) {
            (true, false) => self.note(object, Change::OnlyLeft),
            (false, true) => self.note(object, Change::OnlyRight),
            _ => {}
        }
    }
}
