use super::super::Step;
use super::options::{convert, set_options};
use crate::operation::TableChange;
use crate::schema::{ConstraintName, NameOrigin, Object, QualifiedName, Rule, Table, Validity};

impl Step<'_> {
    /// A change of what a table has besides columns, keys and indexes.
    pub(super) fn change_table_property(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        change: &TableChange,
    ) {
        match change {
            TableChange::RenameConstraint { constraint, to } => {
                self.rename_needed(name, table, constraint, to);
                self.change_constraint(name, table, constraint, |it| {
                    it.name = Some(ConstraintName {
                        name: to.clone(),
                        origin: NameOrigin::Given,
                    });
                });
            }
            TableChange::SetConstraintTiming { constraint, timing } => {
                self.change_constraint(name, table, constraint, |it| it.timing = *timing);
            }
            TableChange::SetConstraintEnforcement {
                constraint,
                enforcement,
            } => self.change_constraint(name, table, constraint, |it| {
                if let Rule::Check(check) = &mut it.rule {
                    check.enforcement = *enforcement;
                }
            }),
            TableChange::ValidateConstraint(constraint) => {
                self.change_constraint(name, table, constraint, |it| it.validity = Validity::Valid);
            }
            TableChange::RenameIndex { index, to } => match table.index_mut(index) {
                Some(found) => found.name = to.clone(),
                None => self.missing(Object::Index {
                    table: name.clone(),
                    index: index.clone(),
                }),
            },
            TableChange::SetOptions(options) => set_options(table, options, self.dialect()),
            TableChange::ResetOptions(options) => {
                for option in options {
                    table.options.remove(option);
                }
            }
            TableChange::ConvertCharacterSet {
                character_set,
                collation,
            } => convert(table, character_set, collation.as_deref()),
            TableChange::SetComment(comment) => {
                table.comment = Some(comment.clone()).filter(|it| !it.is_empty());
            }
            TableChange::SetPersistence(persistence) => table.persistence = *persistence,
            TableChange::SetRowPolicies(policies) => {
                table.row_security = table.row_security.enabled(*policies);
            }
            TableChange::SetOwnerPolicies(policies) => {
                table.row_security = table.row_security.forced(*policies);
            }
            TableChange::SetPartitioning(partitioning) => {
                table.partition_by.clone_from(partitioning);
            }
            TableChange::SetTriggerState { trigger, state } => {
                self.set_trigger_state(name, trigger.as_ref(), *state);
            }
            TableChange::Inherit(_)
            | TableChange::NoInherit(_)
            | TableChange::AttachPartition { .. }
            | TableChange::DetachPartition(_) => self.change_parents(name, table, change),
            _ => {}
        }
    }
}
