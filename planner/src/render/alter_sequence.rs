use super::Render;
use crate::operation::SequenceChange;
use crate::schema::QualifiedName;

impl Render {
    pub(super) fn alter_sequence(
        self,
        sequence: &QualifiedName,
        changes: &[SequenceChange],
    ) -> Vec<String> {
        let shown = self.qualified(sequence);
        let clauses = changes.iter().filter_map(|change| {
            Some(match change {
                SequenceChange::Rename(to) => format!("RENAME TO {}", self.name(to)),
                SequenceChange::SetNamespace(namespace) => {
                    format!("SET SCHEMA {}", self.name(namespace))
                }
                SequenceChange::SetType(data_type) => format!("AS {data_type}"),
                SequenceChange::SetOptions(change) => {
                    super::sequence::changed_options(*change).join(" ")
                }
                SequenceChange::SetOwner(Some(owner)) => format!(
                    "OWNED BY {}.{}",
                    self.qualified(&owner.table),
                    self.name(&owner.column)
                ),
                SequenceChange::SetOwner(None) => "OWNED BY NONE".to_owned(),
                SequenceChange::Nothing => return None,
            })
        });
        clauses
            .map(|clause| format!("ALTER SEQUENCE {shown} {clause}"))
            .collect()
    }
}
