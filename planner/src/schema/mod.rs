//! The model of a database's schema.
//!
//! A [`Schema`] holds what statements made, spelled as they spelled it. It knows what there is and
//! what belongs to what; what statements do to it is [`replay`](crate::replay)'s business, and what
//! two spellings mean is that of [`compare`](crate::compare).
//!
//! Copies share what they have in common, so a schema for each revision of a history takes the
//! memory of the changes alone.

mod change;
mod column;
mod constraint;
mod data_type;
mod expression;
mod extension;
mod index;
mod name;
mod namespace;
mod object;
mod other;
mod relation;
mod routine;
mod sequence;
mod table;
mod trigger;
mod uncertainty;
mod user_type;
mod view;

pub use column::{
    Column, ColumnValue, DATABASE_DEFAULT, GeneratedStorage, Identity, IdentityGeneration,
    Nullability,
};
pub use constraint::{
    Check, Constraint, ConstraintName, Enforcement, Exclusion, ForeignKey, Inheritance, Key,
    MatchKind, NameOrigin, Nulls, ReferentialAction, Rule, Timing, Validity,
};
pub use data_type::DataType;
pub use expression::Expression;
pub use extension::Extension;
pub use index::{Index, IndexKind, IndexOrigin, IndexPart, IndexSubject, NullsOrder, SortOrder};
pub(crate) use name::kept;
pub use name::{Name, NameKind, QualifiedName, Quoting};
pub use namespace::Namespace;
pub(crate) use namespace::{is_temporary, temporary_namespace};
pub use object::{Object, OtherKind, OtherName};
pub use other::OtherObject;
pub use relation::Relation;
pub use routine::{Routine, RoutineKind};
pub use sequence::{Sequence, SequenceOptions, SequenceOwner};
pub use table::{
    OwnParts, OwnerPolicies, PartitionOf, Persistence, RowPolicies, RowSecurity, Table,
};
pub use trigger::{Trigger, TriggerEvent, TriggerLevel, TriggerState, TriggerTiming};
pub use uncertainty::{Cause, Uncertainty};
pub use user_type::{Attribute, Domain, TypeDefinition, UserType};
pub use view::{View, ViewKind, ViewQuery};

use std::collections::BTreeSet;
use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

use crate::sql::Dialect;

/// A map whose copies share what they have in common.
type Map<Key, Value> = RedBlackTreeMapSync<Key, Value>;

/// Everything that is in a database, but its rows and its permissions.
///
/// Looking one object up is logarithmic in how many there are, and so is every change. A copy
/// takes constant time.
#[derive(Debug, Clone)]
pub struct Schema {
    dialect: Dialect,
    namespaces: Map<Name, Arc<Namespace>>,
    extensions: Map<Name, Arc<Extension>>,
    /// Tables, views and sequences, which share their names; in PostgreSQL and SQLite also
    /// indexes.
    relations: Map<QualifiedName, Relation>,
    types: Map<QualifiedName, Arc<UserType>>,
    /// The routines of each name. In PostgreSQL there may be several.
    routines: Map<QualifiedName, Vec<Arc<Routine>>>,
    /// By the table that they watch, then by name.
    triggers: Map<(QualifiedName, Name), Arc<Trigger>>,
    others: Map<OtherName, Arc<OtherObject>>,
    /// What needs a relation, behind that: tables with a foreign key to it or columns from it,
    /// views that read it, sequences that belong to its columns.
    dependents: Map<(QualifiedName, QualifiedName), ()>,
    /// The sequences that defaults take values of, with the tables that have these.
    counted_by: Map<(QualifiedName, QualifiedName), ()>,
    /// How many constraints have a name, which PostgreSQL looks at when it makes one.
    constraint_names: Map<QualifiedName, usize>,
    /// When each index was made, those of constraints included: a number that grows (PostgreSQL).
    index_ages: Map<QualifiedName, u64>,
    /// The number of the next index.
    next_age: u64,
    /// Relations that are not there, among them all that views read (SQLite).
    dangling: Map<QualifiedName, ()>,
    uncertainty: Uncertainty,
    /// What was changed since somebody asked.
    touched: BTreeSet<Object>,
}

impl Schema {
    /// An empty schema.
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            namespaces: Map::default(),
            extensions: Map::default(),
            relations: Map::default(),
            types: Map::default(),
            routines: Map::default(),
            triggers: Map::default(),
            others: Map::default(),
            dependents: Map::default(),
            counted_by: Map::default(),
            constraint_names: Map::default(),
            index_ages: Map::default(),
            next_age: 0,
            dangling: Map::default(),
            uncertainty: Uncertainty::default(),
            touched: BTreeSet::new(),
        }
    }

    /// The dialect of the database.
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The same as if all were known: as it was before the statements whose effect is not known.
    #[must_use]
    pub(crate) fn taken_as_certain(&self) -> Self {
        Self {
            uncertainty: Uncertainty::default(),
            touched: BTreeSet::new(),
            ..self.clone()
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.namespaces.is_empty()
            && self.extensions.is_empty()
            && self.relations.is_empty()
            && self.types.is_empty()
            && self.routines.is_empty()
            && self.triggers.is_empty()
            && self.others.is_empty()
    }

    /// What of it is not known for certain.
    pub const fn uncertainty(&self) -> &Uncertainty {
        &self.uncertainty
    }

    /// The same as far as it is known, with nothing uncertain about it.
    #[must_use]
    pub fn as_known(&self) -> Self {
        Self {
            uncertainty: Uncertainty::default(),
            ..self.clone()
        }
    }

    /// The namespaces that statements made, by name.
    pub fn namespaces(&self) -> impl Iterator<Item = (&Name, &Namespace)> {
        self.namespaces.iter().map(|(name, it)| (name, &**it))
    }

    /// The namespace with this name, if a statement made it.
    pub fn namespace(&self, name: &Name) -> Option<&Namespace> {
        self.namespaces.get(name).map(Arc::as_ref)
    }

    /// The extensions, by name.
    pub fn extensions(&self) -> impl Iterator<Item = (&Name, &Extension)> {
        self.extensions.iter().map(|(name, it)| (name, &**it))
    }

    /// The extension with this name.
    pub fn extension(&self, name: &Name) -> Option<&Extension> {
        self.extensions.get(name).map(Arc::as_ref)
    }

    /// Tables, views, sequences and, in PostgreSQL and SQLite, indexes, by name.
    pub fn relations(&self) -> impl Iterator<Item = (&QualifiedName, &Relation)> {
        self.relations.iter()
    }

    /// The table, view, sequence or index with this name.
    pub fn relation(&self, name: &QualifiedName) -> Option<&Relation> {
        self.relations.get(name)
    }

    /// The tables, by name.
    pub fn tables(&self) -> impl Iterator<Item = (&QualifiedName, &Table)> {
        let relations = self.relations.iter();
        relations.filter_map(|(name, relation)| Some((name, relation.as_table()?)))
    }

    /// The table with this name.
    pub fn table(&self, name: &QualifiedName) -> Option<&Table> {
        self.relations.get(name)?.as_table()
    }

    /// The views, by name.
    pub fn views(&self) -> impl Iterator<Item = (&QualifiedName, &View)> {
        let relations = self.relations.iter();
        relations.filter_map(|(name, relation)| Some((name, relation.as_view()?)))
    }

    /// The view with this name.
    pub fn view(&self, name: &QualifiedName) -> Option<&View> {
        self.relations.get(name)?.as_view()
    }

    /// The sequences, by name.
    pub fn sequences(&self) -> impl Iterator<Item = (&QualifiedName, &Sequence)> {
        let relations = self.relations.iter();
        relations.filter_map(|(name, relation)| Some((name, relation.as_sequence()?)))
    }

    /// The sequence with this name.
    pub fn sequence(&self, name: &QualifiedName) -> Option<&Sequence> {
        self.relations.get(name)?.as_sequence()
    }

    /// The types that statements made, by name.
    pub fn types(&self) -> impl Iterator<Item = (&QualifiedName, &UserType)> {
        self.types.iter().map(|(name, it)| (name, &**it))
    }

    /// The type with this name.
    pub fn user_type(&self, name: &QualifiedName) -> Option<&UserType> {
        self.types.get(name).map(Arc::as_ref)
    }

    /// The routines, by name; those of one name in the order in which they were made.
    pub fn routines(&self) -> impl Iterator<Item = (&QualifiedName, &Routine)> {
        let routines = self.routines.iter();
        routines.flat_map(|(name, all)| all.iter().map(move |it| (name, &**it)))
    }

    /// The routines of this name.
    pub fn routines_named(&self, name: &QualifiedName) -> impl Iterator<Item = &Routine> {
        let all = self.routines.get(name);
        all.into_iter().flatten().map(Arc::as_ref)
    }

    /// The triggers, by table and name.
    pub fn triggers(&self) -> impl Iterator<Item = (&Name, &Trigger)> {
        self.triggers.iter().map(|((_, name), it)| (name, &**it))
    }

    /// The trigger with this name on this table or view.
    pub fn trigger(&self, table: &QualifiedName, name: &Name) -> Option<&Trigger> {
        let key = (table.clone(), name.clone());
        self.triggers.get(&key).map(Arc::as_ref)
    }

    /// The triggers on this table or view, by name.
    pub fn triggers_of(&self, table: &QualifiedName) -> impl Iterator<Item = (&Name, &Trigger)> {
        let first = (table.clone(), Name::unchosen());
        let rest = self.triggers.range(first..);
        let table = table.clone();
        rest.take_while(move |((of, _), _)| *of == table)
            .map(|((_, name), it)| (name, &**it))
    }

    /// The objects that are known by name and text alone, by kind and name.
    pub fn others(&self) -> impl Iterator<Item = (&OtherName, &OtherObject)> {
        self.others.iter().map(|(name, it)| (name, &**it))
    }

    /// The object with this name that is known by name and text alone.
    pub fn other(&self, name: &OtherName) -> Option<&OtherObject> {
        self.others.get(name).map(Arc::as_ref)
    }

    /// The tables that refer to this relation or have columns from it, the views that read it, and
    /// the sequences that belong to its columns, by name. It is not among them itself.
    pub fn dependents(&self, name: &QualifiedName) -> impl Iterator<Item = &QualifiedName> {
        let first = (name.clone(), QualifiedName::unqualified(Name::unchosen()));
        let rest = self.dependents.range(first..);
        let needed = name.clone();
        rest.map(|(pair, ())| pair)
            .take_while(move |(of, _)| *of == needed)
            .map(|(_, dependent)| dependent)
    }

    /// The views of SQLite that read what is no relation, each with what it reads there, by what they
    /// read.
    pub(crate) fn dangling_views(&self) -> impl Iterator<Item = (&QualifiedName, &QualifiedName)> {
        self.dangling.keys().flat_map(|gone| {
            let views = self.dependents(gone);
            let views = views.filter(|view| self.view(view).is_some());
            views.map(move |view| (view, gone))
        })
    }

    /// The sequences that belong to columns of this table, by name.
    pub fn sequences_of(
        &self,
        table: &QualifiedName,
    ) -> impl Iterator<Item = (&QualifiedName, &Sequence)> {
        let dependents = self.dependents(table);
        dependents.filter_map(|name| Some((name, self.sequence(name)?)))
    }

    /// The tables with a default that takes values of this sequence, by name.
    pub fn counted_by(&self, sequence: &QualifiedName) -> impl Iterator<Item = &QualifiedName> {
        let first = (
            sequence.clone(),
            QualifiedName::unqualified(Name::unchosen()),
        );
        let rest = self.counted_by.range(first..);
        let sequence = sequence.clone();
        rest.map(|(pair, ())| pair)
            .take_while(move |(of, _)| *of == sequence)
            .map(|(_, table)| table)
    }

    /// Whether a constraint in the namespace has this name.
    pub(crate) fn has_constraint_named(&self, name: &QualifiedName) -> bool {
        self.constraint_names.contains_key(name)
    }

    /// When the index of this name was made: a number that grows. Nothing for one that is not there
    /// yet.
    pub(crate) fn index_age(&self, name: &QualifiedName) -> Option<u64> {
        self.index_ages.get(name).copied()
    }

    /// The table or materialized view that has an index of this name, where names of indexes are
    /// names of relations.
    pub fn index_owner(&self, name: &QualifiedName) -> Option<QualifiedName> {
        match self.relations.get(name)? {
            Relation::Index { owner } => Some(name.with_name(owner.clone())),
            _ => None,
        }
    }
}
