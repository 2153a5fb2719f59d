use super::{Fault, Step};
use crate::operation::{DropBehavior, Existing, Missing, SequenceChange};
use crate::schema::{
    ColumnValue, Name, NameKind, Object, Persistence, QualifiedName, Relation, Sequence,
    SequenceOwner,
};

impl Step<'_> {
    pub(super) fn create_sequence(
        &mut self,
        name: &QualifiedName,
        sequence: &Sequence,
        existing: Existing,
    ) {
        let name = self.new_name(name, Persistence::Logged);
        if let Some(object) = self.object_at(&name) {
            match existing {
                Existing::Keep => return,
                Existing::Replace => {}
                Existing::Refuse => self.fault(Fault::AlreadyExists { object }),
            }
        }
        self.schema.uncertainty_mut().remove_name(&name.name);
        let mut sequence = sequence.clone();
        sequence.owner = sequence.owner.map(|owner| self.owner(&owner));
        self.schema.put_sequence(name, sequence);
    }

    fn owner(&self, owner: &SequenceOwner) -> SequenceOwner {
        SequenceOwner {
            table: self.find_relation(&owner.table),
            column: owner.column.clone(),
        }
    }

    pub(super) fn alter_sequence(
        &mut self,
        name: &QualifiedName,
        missing: Missing,
        changes: &[SequenceChange],
    ) {
        let mut found = self.find_relation(name);
        let Some(sequence) = self.schema.sequence(&found) else {
            if missing == Missing::Refuse {
                // An identity column's sequence is no object of its own.
                if !self.is_identity_sequence(&found) {
                    self.missing(Object::Sequence(found));
                }
            }
            return;
        };
        let mut sequence = sequence.clone();
        for change in changes {
            match change {
                SequenceChange::Rename(to) => {
                    self.schema.put_sequence(found.clone(), sequence.clone());
                    self.rename_sequence(&found, to);
                    found = found.with_name(to.clone());
                }
                SequenceChange::SetNamespace(namespace) => {
                    let to = self.normal(&QualifiedName {
                        namespace: Some(namespace.clone()),
                        name: found.name.clone(),
                    });
                    self.with_defaults_renamed(&found, &to, |step| {
                        step.schema.remove_relation(&found);
                        step.schema.put_sequence(to.clone(), sequence.clone());
                    });
                    found = to;
                }
                SequenceChange::SetType(data_type) => sequence.data_type = Some(data_type.clone()),
                SequenceChange::SetOptions(change) => change.apply_to(&mut sequence.options),
                SequenceChange::SetOwner(owner) => {
                    sequence.owner = owner.as_ref().map(|owner| self.owner(owner));
                }
                SequenceChange::Nothing => {}
            }
        }
        self.schema.put_sequence(found, sequence);
    }

    /// Whether the sequence of an identity column has this name, as it gets it: the table's, the
    /// column's and `seq`, with `_` between them.
    fn is_identity_sequence(&self, name: &QualifiedName) -> bool {
        let Some(stem) = name.name.as_str().strip_suffix("_seq") else {
            return false;
        };
        stem.match_indices('_').any(|(middle, _)| {
            let part = |text| Name::stored(text, NameKind::Part, self.dialect());
            let table = name.with_name(part(&stem[..middle]));
            let column = part(&stem[middle + 1..]);
            let column = self.schema.table(&table).and_then(|it| it.column(&column));
            column.is_some_and(|column| matches!(column.value, ColumnValue::Identity(_)))
        })
    }

    pub(super) fn rename_sequence(&mut self, name: &QualifiedName, to: &Name) {
        let Some(Relation::Sequence(sequence)) = self.schema.relation(name).cloned() else {
            return;
        };
        let to = name.with_name(to.clone());
        if let Some(object) = self.object_at(&to) {
            self.fault(Fault::AlreadyExists { object });
            return;
        }
        self.with_defaults_renamed(name, &to, |step| {
            step.schema.remove_relation(name);
            step.schema.put_sequence(to.clone(), (*sequence).clone());
        });
    }

    /// The sequences that belong to a table, or to one column of it.
    pub(super) fn owned_sequences(
        &self,
        table: &QualifiedName,
        column: Option<&Name>,
    ) -> Vec<(QualifiedName, Sequence)> {
        let owned = self.schema.sequences_of(table);
        let is_wanted = |sequence: &Sequence| {
            sequence.owner.as_ref().is_some_and(|owner| {
                owner.table == *table && column.is_none_or(|column| owner.column == *column)
            })
        };
        owned
            .filter(|(_, sequence)| is_wanted(sequence))
            .map(|(name, sequence)| (name.clone(), sequence.clone()))
            .collect()
    }

    /// Drops the sequences that belong to a table, or to one column of it.
    pub(super) fn drop_owned_sequences(&mut self, table: &QualifiedName, column: Option<&Name>) {
        for (sequence, _) in self.owned_sequences(table, column) {
            self.drop_sequence(&sequence, DropBehavior::Cascade);
        }
    }
}
