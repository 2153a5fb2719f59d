use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::{Existing, Operation, SequenceChange};
use crate::schema::{NameKind, Sequence, SequenceOwner};

impl Cursor<'_> {
    /// `CREATE SEQUENCE …`, from the name or `IF NOT EXISTS` on.
    pub(super) fn create_sequence(&mut self, existing: Existing) -> Outcome<Operation> {
        let existing = self.if_not_exists(existing);
        let name = self.relation()?;
        let mut sequence = Sequence::default();
        while !self.is_at_end() {
            if self.take("AS") {
                sequence.data_type = Some(self.data_type()?);
            } else if self.take("OWNED BY") {
                sequence.owner = self.sequence_owner()?;
            } else if self.take("ENGINE") {
                // MariaDB.
                self.take_sign("=");
                self.skip();
            } else {
                self.take_sign("=");
                match self.sequence_option()? {
                    Some(change) => change.apply_to(&mut sequence.options),
                    None => return unreadable("an option of the sequence"),
                }
            }
        }
        Ok(Operation::CreateSequence {
            name,
            sequence: Box::new(sequence),
            existing,
        })
    }

    /// `ALTER SEQUENCE …`, from the name or `IF EXISTS` on.
    pub(super) fn alter_sequence(&mut self) -> Outcome<Operation> {
        let missing = self.if_exists();
        let sequence = self.relation()?;
        let mut changes = Vec::new();
        while !self.is_at_end() {
            changes.push(if self.take("RENAME TO") {
                SequenceChange::Rename(self.name(NameKind::Relation)?)
            } else if self.take("SET SCHEMA") {
                SequenceChange::SetNamespace(self.name(NameKind::Relation)?)
            } else if self.take("AS") {
                SequenceChange::SetType(self.data_type()?)
            } else if self.take("OWNED BY") {
                SequenceChange::SetOwner(self.sequence_owner()?)
            } else if self.take("RESTART") {
                self.skip_restart_value();
                SequenceChange::Nothing
            } else if self.is_at("OWNER|SET") {
                self.rest();
                SequenceChange::Nothing
            } else {
                match self.sequence_option()? {
                    Some(change) => SequenceChange::SetOptions(change),
                    None => return unreadable("what changes in the sequence"),
                }
            });
        }
        Ok(Operation::AlterSequence {
            sequence,
            missing,
            changes,
        })
    }

    /// The column behind `OWNED BY`, or `NONE`.
    fn sequence_owner(&mut self) -> Outcome<Option<SequenceOwner>> {
        if self.take("NONE") {
            return Ok(None);
        }
        let (table, column) = self.column_of_table()?;
        Ok(Some(SequenceOwner { table, column }))
    }
}
