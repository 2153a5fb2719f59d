use super::{Difference, Property};
use crate::operation::{
    Dropped, Existing, Missing, Operation, SequenceChange, SequenceOptionChanges,
};
use crate::schema::{Column, Name, Object, QualifiedName, Sequence};

impl Difference<'_> {
    /// Makes the new sequences, but for those that come with a `serial` column, and changes those
    /// that stay. Who owns them is said when the tables are there.
    pub(super) fn create_sequences(&mut self) {
        let created: Vec<QualifiedName> = self
            .created
            .iter()
            .filter_map(|object| match object {
                Object::Sequence(name) => Some(name.clone()),
                _ => None,
            })
            .collect();
        for name in created {
            let Some(sequence) = self.to.sequence(&name) else {
                continue;
            };
            if self.comes_with_serial(&name, sequence) {
                continue;
            }
            let mut sequence = sequence.clone();
            sequence.owner = None;
            self.operation(Operation::CreateSequence {
                name,
                sequence: Box::new(sequence),
                existing: Existing::Refuse,
            });
        }
        let altered: Vec<QualifiedName> = self
            .altered
            .keys()
            .filter_map(|object| match object {
                Object::Sequence(name) => Some(name.clone()),
                _ => None,
            })
            .collect();
        for name in altered {
            self.change_sequence(&name);
        }
    }

    fn change_sequence(&mut self, name: &QualifiedName) {
        let (Some(old), Some(new)) = (self.from.sequence(name), self.to.sequence(name)) else {
            return;
        };
        let properties = self.properties(&Object::Sequence(name.clone()));
        let mut changes = Vec::new();
        if let Some(data_type) = new.data_type.clone()
            && properties.contains(&Property::Type)
        {
            changes.push(SequenceChange::SetType(data_type));
        }
        if properties.contains(&Property::Options) {
            let change = super::postgresql::option_changes(old.options, new.options);
            // The bounds that come with a type differ by its type alone.
            if change != SequenceOptionChanges::default() {
                changes.push(SequenceChange::SetOptions(change));
            }
        }
        if !changes.is_empty() {
            self.operation(Operation::AlterSequence {
                sequence: name.clone(),
                missing: Missing::Refuse,
                changes,
            });
        }
    }

    /// Says who owns the sequences that are new or have another owner.
    pub(super) fn own_sequences(&mut self) {
        let mut owned: Vec<(QualifiedName, Sequence)> = Vec::new();
        for (name, sequence) in self.to.sequences() {
            let object = Object::Sequence(name.clone());
            let is_new = self.created.contains(&object)
                && sequence.owner.is_some()
                && !self.comes_with_serial(name, sequence);
            if is_new || self.properties(&object).contains(&Property::Owner) {
                owned.push((name.clone(), sequence.clone()));
            }
        }
        for (name, sequence) in owned {
            self.operation(Operation::AlterSequence {
                sequence: name,
                missing: Missing::Refuse,
                changes: vec![SequenceChange::SetOwner(sequence.owner)],
            });
        }
    }

    /// The new sequence that belongs to a column and that the column's default is from.
    pub(super) fn new_sequence_of(
        &self,
        table: &QualifiedName,
        column: &Column,
    ) -> Option<(QualifiedName, Sequence)> {
        let default = column.default()?;
        self.to
            .sequences_of(table)
            .find(|(name, sequence)| {
                let owner = sequence.owner.as_ref();
                let belongs = owner.is_some_and(|owner| owner.column == column.name);
                let is_named_so =
                    name.name.as_str() == format!("{}_{}_seq", table.name, column.name).as_str();
                belongs
                    && is_named_so
                    && self.created.contains(&Object::Sequence((*name).clone()))
                    && default.text.to_ascii_lowercase().starts_with("nextval(")
                    && default.text.contains(name.name.as_str())
            })
            .map(|(name, sequence)| (name.clone(), sequence.clone()))
    }

    /// Whether a new sequence comes with a new column that is written as `serial`.
    fn comes_with_serial(&self, name: &QualifiedName, sequence: &Sequence) -> bool {
        let Some(owner) = &sequence.owner else {
            return false;
        };
        let column = self
            .to
            .table(&owner.table)
            .and_then(|it| it.column(&owner.column));
        let is_new_column = self
            .from
            .table(&owner.table)
            .is_none_or(|table| table.column(&owner.column).is_none());
        let Some(column) = column.filter(|_| is_new_column) else {
            return false;
        };
        let mut folded = column.clone();
        self.fold_serial(&owner.table, &mut folded);
        folded.data_type != column.data_type
            && self
                .new_sequence_of(&owner.table, column)
                .is_some_and(|(of, _)| of == *name)
    }

    /// Drops the sequences that belonged to a column and that go.
    pub(super) fn drop_sequences_of(&mut self, table: &QualifiedName, column: &Name) {
        let gone: Vec<QualifiedName> = self
            .from
            .sequences_of(table)
            .filter(|(name, sequence)| {
                let owner = sequence.owner.as_ref();
                owner.is_some_and(|owner| owner.column == *column)
                    && self.to.sequence(name).is_none()
            })
            .map(|(name, _)| name.clone())
            .collect();
        for name in gone {
            self.dropped.remove(&Object::Sequence(name.clone()));
            self.operation(super::drop::drop(Dropped::Sequences(vec![name])));
        }
    }
}
