use super::expression::mentions;
use super::{Fault, Step};
use crate::operation::{ColumnChange, IdentityChange, Missing, StatedPolicy};
use crate::schema::{
    ColumnValue, GeneratedStorage, Name, Nullability, Object, OtherKind, QualifiedName, Relation,
    Table,
};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn alter_column(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        column: &Name,
        change: &ColumnChange,
    ) {
        let object = Object::Column {
            table: name.clone(),
            column: column.clone(),
        };
        if matches!(change, ColumnChange::SetType(_)) && self.dialect() == Dialect::Postgresql {
            self.refuse_while_views_read(name, column, &object);
            self.refuse_while_generated_from(name, table, column);
            self.refuse_while_policies_name(name, column, &object);
        }
        let Some(column) = table.column_mut(column) else {
            return self.missing(object);
        };
        match change {
            ColumnChange::SetType(change) => {
                let old = std::mem::replace(&mut column.data_type, change.data_type.clone());
                self.resolve_type(&mut column.data_type);
                column.collation.clone_from(&change.collation);
                let changed = column.name.clone();
                self.check_joined_type(name, table, &changed, &old);
            }
            ColumnChange::SetNullability(nullability) => column.nullability = *nullability,
            ColumnChange::SetDefault(default) => {
                column.value = ColumnValue::Given(Some(default.clone()));
                self.resolve_sequence(column);
            }
            ColumnChange::DropDefault => {
                if matches!(column.value, ColumnValue::Given(_)) {
                    column.value = ColumnValue::Given(None);
                }
            }
            ColumnChange::SetExpression(expression) => {
                column.value = ColumnValue::Generated {
                    expression: expression.clone(),
                    storage: GeneratedStorage::Stored,
                };
            }
            ColumnChange::DropExpression { missing } => {
                let is_generated = matches!(column.value, ColumnValue::Generated { .. });
                column.value = ColumnValue::Given(None);
                self.expect_property(is_generated, *missing, &object, "a generated column");
            }
            ColumnChange::AddIdentity(identity) => {
                column.nullability = Nullability::NotNull;
                column.value = ColumnValue::Identity(identity.clone());
            }
            ColumnChange::AlterIdentity(changes) => {
                let ColumnValue::Identity(identity) = &mut column.value else {
                    let missing = Missing::Refuse;
                    return self.expect_property(false, missing, &object, "an identity column");
                };
                for change in changes {
                    match change {
                        IdentityChange::SetGeneration(generation) => {
                            identity.generation = *generation;
                        }
                        IdentityChange::SetOptions(change) => {
                            change.apply_to(&mut identity.options);
                        }
                    }
                }
            }
            ColumnChange::DropIdentity { missing } => {
                let is_identity = matches!(column.value, ColumnValue::Identity(_));
                if is_identity {
                    column.value = ColumnValue::Given(None);
                }
                self.expect_property(is_identity, *missing, &object, "an identity column");
            }
            ColumnChange::Nothing => {}
        }
    }

    fn expect_property(
        &mut self,
        has_it: bool,
        missing: Missing,
        object: &Object,
        property: &'static str,
    ) {
        if !has_it
            && missing == Missing::Refuse
            && let Object::Column { column, .. } = object
        {
            self.fault(Fault::NoProperty {
                object: object.clone(),
                column: column.clone(),
                property,
            });
        }
    }

    /// PostgreSQL changes no type that a generated column depends on.
    fn refuse_while_generated_from(&mut self, name: &QualifiedName, table: &Table, column: &Name) {
        let is_from = |value: &ColumnValue| {
            matches!(value, ColumnValue::Generated { expression, .. }
                if mentions(expression, column, Dialect::Postgresql))
        };
        let mut columns = table.columns.iter();
        let generated = columns.find(|it| it.name != *column && is_from(&it.value));
        if let Some(generated) = generated {
            let object = |column: &Name| Object::Column {
                table: name.clone(),
                column: column.clone(),
            };
            self.fault(Fault::TypeNeeded {
                object: object(column),
                by: object(&generated.name),
            });
        }
    }

    /// PostgreSQL changes no type that a policy of the table depends on.
    fn refuse_while_policies_name(&mut self, name: &QualifiedName, column: &Name, object: &Object) {
        let is_named = |text: &str| {
            StatedPolicy::read(text).is_some_and(|policy| {
                let mut conditions = policy.using.iter().chain(&policy.check);
                conditions.any(|it| mentions(it, column, Dialect::Postgresql))
            })
        };
        let policy = self
            .schema
            .others()
            .find(|(other, it)| {
                other.kind == OtherKind::Policy
                    && other.table.as_ref() == Some(name)
                    && is_named(&it.text)
            })
            .map(|(other, _)| Object::Other(other.clone()));
        if let Some(by) = policy {
            self.fault(Fault::TypeNeeded {
                object: object.clone(),
                by,
            });
        }
    }

    /// PostgreSQL changes no type that a view depends on.
    fn refuse_while_views_read(&mut self, table: &QualifiedName, column: &Name, object: &Object) {
        let reader = self.schema.dependents(table).find(|dependent| {
            matches!(self.schema.relation(dependent), Some(Relation::View(view))
                if view.query.names_column(column, Dialect::Postgresql))
        });
        if let Some(reader) = reader.cloned() {
            self.fault(Fault::TypeNeeded {
                object: object.clone(),
                by: Object::View(reader),
            });
        }
    }
}
