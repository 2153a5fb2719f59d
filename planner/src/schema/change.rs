//! Changes that keep what a schema knows of itself in agreement. Whether a database would allow
//! them is for the caller to have asked.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    Cause, Extension, Name, Namespace, Object, OtherName, OtherObject, QualifiedName, Relation,
    Routine, Rule, Schema, Sequence, Table, Trigger, Uncertainty, UserType, View,
};
use crate::sql::Dialect;

impl Schema {
    /// What of it is not known for certain, to change it.
    pub(crate) const fn uncertainty_mut(&mut self) -> &mut Uncertainty {
        &mut self.uncertainty
    }

    /// Notes that what is known of an object is not certain.
    pub fn mark_uncertain(&mut self, object: &Object, cause: Cause) {
        self.uncertainty
            .add_names(object.own_name().cloned(), cause);
    }

    /// The objects that were added, changed or removed since this was asked last.
    pub fn take_touched(&mut self) -> BTreeSet<Object> {
        std::mem::take(&mut self.touched)
    }

    /// Adds a namespace, or changes it.
    pub fn put_namespace(&mut self, name: Name, namespace: Namespace) {
        self.touched.insert(Object::Namespace(name.clone()));
        self.namespaces.insert_mut(name, Arc::new(namespace));
    }

    /// Removes a namespace, but nothing that is in it.
    pub fn remove_namespace(&mut self, name: &Name) {
        self.touched.insert(Object::Namespace(name.clone()));
        self.namespaces.remove_mut(name);
    }

    /// Adds an extension, or changes it.
    pub fn put_extension(&mut self, name: Name, extension: Extension) {
        self.touched.insert(Object::Extension(name.clone()));
        self.extensions.insert_mut(name, Arc::new(extension));
    }

    /// Removes an extension.
    pub fn remove_extension(&mut self, name: &Name) {
        self.touched.insert(Object::Extension(name.clone()));
        self.extensions.remove_mut(name);
    }

    /// Adds a table, or changes it. Its indexes are then found by their names.
    pub fn put_table(&mut self, name: QualifiedName, table: Table) {
        let indexes = self.index_names(&table);
        self.put_owner(name, Relation::Table(Arc::new(table)), &indexes);
    }

    /// Adds a view, or changes it. Its indexes are then found by their names.
    pub fn put_view(&mut self, name: QualifiedName, view: View) {
        let indexes = view
            .indexes
            .iter()
            .map(|index| index.name.clone())
            .collect();
        self.put_owner(name, Relation::View(Arc::new(view)), &indexes);
    }

    /// Adds a sequence, or changes it.
    pub fn put_sequence(&mut self, name: QualifiedName, sequence: Sequence) {
        let relation = Relation::Sequence(Arc::new(sequence));
        self.put_owner(name, relation, &BTreeSet::new());
    }

    /// Removes a table, view or sequence with its indexes and triggers. Gives what it was.
    pub fn remove_relation(&mut self, name: &QualifiedName) -> Option<Relation> {
        let relation = self.relations.get(name)?.clone();
        self.touched.insert(relation.object(name));
        // In MySQL, an index may be called as a table is.
        if self.dialect != Dialect::Mysql {
            for index in self.indexes_of(&relation) {
                self.remove_index_name(&name.with_name(index));
            }
        }
        self.note_parts(name, Some(&relation), None);
        self.relations.remove_mut(name);
        if self.dialect == Dialect::Sqlite && self.dependents(name).next().is_some() {
            self.dangling.insert_mut(name.clone(), ());
        }
        let triggers: Vec<Name> = self.triggers_of(name).map(|(it, _)| it.clone()).collect();
        for trigger in triggers {
            self.triggers.remove_mut(&(name.clone(), trigger));
        }
        let others: Vec<OtherName> = self
            .others()
            .filter(|(other, _)| other.table.as_ref() == Some(name))
            .map(|(other, _)| other.clone())
            .collect();
        for other in others {
            self.others.remove_mut(&other);
        }
        Some(relation)
    }

    /// Adds a type, or changes it.
    pub fn put_type(&mut self, name: QualifiedName, user_type: UserType) {
        self.touched.insert(Object::Type(name.clone()));
        self.types.insert_mut(name, Arc::new(user_type));
    }

    /// Removes a type. Gives what it was.
    pub fn remove_type(&mut self, name: &QualifiedName) -> Option<Arc<UserType>> {
        let user_type = self.types.get(name).cloned();
        self.touched.insert(Object::Type(name.clone()));
        self.types.remove_mut(name);
        user_type
    }

    /// Makes these the routines of a name, in this order.
    pub fn set_routines(&mut self, name: QualifiedName, routines: Vec<Arc<Routine>>) {
        self.touched.insert(Object::Routine {
            name: name.clone(),
            signature: Vec::new(),
        });
        if routines.is_empty() {
            self.routines.remove_mut(&name);
        } else {
            self.routines.insert_mut(name, routines);
        }
    }

    /// The routines of a name, to make other ones of them.
    pub(crate) fn shared_routines(&self, name: &QualifiedName) -> Vec<Arc<Routine>> {
        self.routines.get(name).cloned().unwrap_or_default()
    }

    /// Adds a trigger, or changes it.
    pub fn put_trigger(&mut self, name: Name, trigger: Trigger) {
        self.touched.insert(Object::Trigger {
            table: trigger.table.clone(),
            trigger: name.clone(),
        });
        self.triggers
            .insert_mut((trigger.table.clone(), name), Arc::new(trigger));
    }

    /// Removes a trigger. Gives what it was.
    pub fn remove_trigger(&mut self, table: &QualifiedName, name: &Name) -> Option<Arc<Trigger>> {
        let key = (table.clone(), name.clone());
        let trigger = self.triggers.get(&key).cloned();
        self.triggers.remove_mut(&key);
        self.touched.insert(Object::Trigger {
            table: key.0,
            trigger: key.1,
        });
        trigger
    }

    /// Adds an object that is known by name and text alone, or changes it.
    pub fn put_other(&mut self, name: OtherName, other: OtherObject) {
        self.touched.insert(Object::Other(name.clone()));
        self.others.insert_mut(name, Arc::new(other));
    }

    /// Removes an object that is known by name and text alone. Gives what it was.
    pub fn remove_other(&mut self, name: &OtherName) -> Option<Arc<OtherObject>> {
        let other = self.others.get(name).cloned();
        self.touched.insert(Object::Other(name.clone()));
        self.others.remove_mut(name);
        other
    }

    fn put_owner(&mut self, name: QualifiedName, relation: Relation, indexes: &BTreeSet<Name>) {
        self.touched.insert(relation.object(&name));
        let old = self.relations.get(&name).cloned();
        self.note_parts(&name, old.as_ref(), Some(&relation));
        if old.is_none() {
            self.dangling.remove_mut(&name);
        }
        if self.dialect != Dialect::Mysql {
            let old_indexes = old.map(|old| self.indexes_of(&old)).unwrap_or_default();
            for index in old_indexes.difference(indexes) {
                self.remove_index_name(&name.with_name(index.clone()));
            }
            for index in new_in_order(&relation, &old_indexes, indexes) {
                let owner = name.name.clone();
                let index = name.with_name(index);
                self.index_ages.insert_mut(index.clone(), self.next_age);
                self.next_age += 1;
                self.relations.insert_mut(index, Relation::Index { owner });
            }
        }
        self.relations.insert_mut(name, relation);
    }

    fn remove_index_name(&mut self, index: &QualifiedName) {
        self.relations.remove_mut(index);
        self.index_ages.remove_mut(index);
    }

    /// The indexes of a relation, those of constraints included, with when they were made.
    pub(crate) fn index_ages_of(&self, name: &QualifiedName) -> Vec<(Name, u64)> {
        let Some(relation) = self.relations.get(name) else {
            return Vec::new();
        };
        let indexes = self.indexes_of(relation).into_iter();
        indexes
            .filter_map(|index| {
                let age = self.index_age(&name.with_name(index.clone()))?;
                Some((index, age))
            })
            .collect()
    }

    /// An index that has been given another name is as old as it was.
    pub(crate) fn keep_index_age(&mut self, name: &QualifiedName, age: u64) {
        self.index_ages.insert_mut(name.clone(), age);
    }

    /// Notes what a relation needs and how its constraints are called, as far as that is another than
    /// before.
    fn note_parts(&mut self, name: &QualifiedName, old: Option<&Relation>, new: Option<&Relation>) {
        let parts = |read: fn(&Relation) -> BTreeSet<QualifiedName>| {
            [old, new].map(|relation| relation.map(read).unwrap_or_default())
        };
        let [needed, needs] = parts(needs);
        for gone in needed.difference(&needs) {
            self.dependents.remove_mut(&(gone.clone(), name.clone()));
        }
        for added in needs.difference(&needed).filter(|it| *it != name) {
            if self.dialect == Dialect::Sqlite && self.relation(added).is_none() {
                self.dangling.insert_mut(added.clone(), ());
            }
            self.dependents
                .insert_mut((added.clone(), name.clone()), ());
        }
        let [counted, counts] = parts(sequences);
        for gone in counted.difference(&counts) {
            self.counted_by.remove_mut(&(gone.clone(), name.clone()));
        }
        for added in counts.difference(&counted) {
            self.counted_by
                .insert_mut((added.clone(), name.clone()), ());
        }
        let [old, new] = [old, new].map(|it| it.map(|it| constraint_names(name, it)));
        if old != new {
            self.count_names(old.unwrap_or_default(), new.unwrap_or_default());
        }
    }

    fn count_names(&mut self, old: Vec<QualifiedName>, new: Vec<QualifiedName>) {
        for constraint in old {
            match self.constraint_names.get(&constraint).copied() {
                Some(count) if count > 1 => {
                    self.constraint_names.insert_mut(constraint, count - 1);
                }
                _ => {
                    self.constraint_names.remove_mut(&constraint);
                }
            }
        }
        for constraint in new {
            let count = self.constraint_names.get(&constraint).copied().unwrap_or(0);
            self.constraint_names.insert_mut(constraint, count + 1);
        }
    }

    fn indexes_of(&self, relation: &Relation) -> BTreeSet<Name> {
        match relation {
            Relation::Table(table) => self.index_names(table),
            Relation::View(view) => view.indexes.iter().map(|it| it.name.clone()).collect(),
            Relation::Sequence(_) | Relation::Index { .. } => BTreeSet::new(),
        }
    }

    /// The names of a table's indexes, those of its constraints included where they are names of
    /// relations.
    fn index_names(&self, table: &Table) -> BTreeSet<Name> {
        let indexes = table.indexes.iter().map(|index| index.name.clone());
        if self.dialect != Dialect::Postgresql {
            return indexes.collect();
        }
        let constraints = table.constraints.iter().filter(|constraint| {
            matches!(
                constraint.rule,
                Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclusion(_)
            )
        });
        let constraints = constraints.filter_map(|constraint| constraint.name().cloned());
        indexes.chain(constraints).collect()
    }
}

/// The names in `indexes` that are not in `old`, in the order in which a statement makes them.
fn new_in_order(relation: &Relation, old: &BTreeSet<Name>, indexes: &BTreeSet<Name>) -> Vec<Name> {
    let is_new = |name: &&Name| indexes.contains(*name) && !old.contains(*name);
    match relation {
        Relation::Table(table) => {
            let constraints = table.constraints.iter().filter_map(|it| it.name());
            let plain = table.indexes.iter().map(|index| &index.name);
            constraints.chain(plain).filter(is_new).cloned().collect()
        }
        Relation::View(view) => {
            let names = view.indexes.iter().map(|index| &index.name);
            names.filter(is_new).cloned().collect()
        }
        Relation::Sequence(_) | Relation::Index { .. } => Vec::new(),
    }
}

/// The relations that `relation` cannot be without.
fn needs(relation: &Relation) -> BTreeSet<QualifiedName> {
    match relation {
        Relation::Table(table) => {
            let referred = table.constraints.iter().filter_map(|it| match &it.rule {
                Rule::ForeignKey(key) => Some(&key.table),
                _ => None,
            });
            let parent = table.partition_of.iter().map(|it| &it.parent);
            referred
                .chain(&table.inherits)
                .chain(parent)
                .cloned()
                .collect()
        }
        Relation::View(view) => view.reads.clone(),
        Relation::Sequence(sequence) => {
            let owner = sequence.owner.iter();
            owner.map(|owner| owner.table.clone()).collect()
        }
        Relation::Index { .. } => BTreeSet::new(),
    }
}

/// The sequences that defaults of `relation` take values of.
fn sequences(relation: &Relation) -> BTreeSet<QualifiedName> {
    let Relation::Table(table) = relation else {
        return BTreeSet::new();
    };
    let columns = table.columns.iter();
    columns.filter_map(super::Column::counts_by).collect()
}

/// The names of the constraints of `relation`, in its namespace.
fn constraint_names(name: &QualifiedName, relation: &Relation) -> Vec<QualifiedName> {
    let Relation::Table(table) = relation else {
        return Vec::new();
    };
    let named = table.constraints.iter().filter_map(|it| it.name());
    named.map(|it| name.with_name(it.clone())).collect()
}
