use super::column::redefined_column;
use super::create_table::mysql_option;
use super::{Render, if_exists, if_not_exists, parameters};
use crate::operation::{ColumnPosition, DropBehavior, KeyKind, Scope, TableChange};
use crate::schema::{
    Constraint, Enforcement, OwnerPolicies, Persistence, QualifiedName, RowPolicies, Rule,
    TriggerState,
};
use crate::sql::{Dialect, literal};

impl Render {
    pub(super) fn alter_table(
        self,
        table: &QualifiedName,
        scope: Scope,
        changes: &[TableChange],
    ) -> Vec<String> {
        let only = match scope {
            Scope::WithChildren => "ALTER TABLE",
            Scope::Alone => "ALTER TABLE ONLY",
        };
        let statements = changes.iter();
        statements
            .flat_map(|change| self.table_change(table, change))
            .map(|statement| match statement.strip_prefix("ALTER TABLE ") {
                Some(rest) => format!("{only} {rest}"),
                None => statement,
            })
            .collect()
    }

    fn table_change(self, table: &QualifiedName, change: &TableChange) -> Vec<String> {
        let shown = self.qualified(table);
        let clause = match change {
            TableChange::AddColumn {
                column,
                constraints,
                position,
                existing,
            } => {
                let exists = if_not_exists(*existing);
                let column = super::column(column, self.dialect);
                let mut clause = format!("ADD COLUMN {exists}{column}");
                for constraint in constraints {
                    clause.push(' ');
                    clause.push_str(&self.column_constraint(constraint));
                }
                clause.push_str(&self.position(position));
                clause
            }
            TableChange::AlterColumn { column, change } => {
                return self.alter_column(table, column, change);
            }
            TableChange::RedefineColumn {
                column,
                definition,
                position,
                ..
            } => {
                let verb = if *column == definition.name {
                    "MODIFY".to_owned()
                } else {
                    format!("CHANGE {}", self.name(column))
                };
                let mut clause = format!("{verb} {}", redefined_column(definition));
                if let Some(position) = position {
                    clause.push_str(&self.position(position));
                }
                clause
            }
            TableChange::SetTriggerState { trigger, state } => {
                let verb = match state {
                    TriggerState::Enabled => "ENABLE",
                    TriggerState::Disabled => "DISABLE",
                    TriggerState::Replica => "ENABLE REPLICA",
                    TriggerState::Always => "ENABLE ALWAYS",
                };
                let trigger = trigger.as_ref();
                let trigger = trigger.map_or_else(|| "ALL".to_owned(), |it| self.name(it));
                format!("{verb} TRIGGER {trigger}")
            }
            TableChange::SetOptions(options) => match self.dialect {
                Dialect::Mysql => {
                    let options: Vec<String> = options
                        .iter()
                        .map(|(it, value)| mysql_option(it, value))
                        .collect();
                    options.join(" ")
                }
                Dialect::Postgresql | Dialect::Sqlite => format!("SET ({})", parameters(options)),
            },
            TableChange::SetPartitioning(None) => "REMOVE PARTITIONING".to_owned(),
            TableChange::SetPartitioning(Some(division)) => format!("PARTITION BY {division}"),
            TableChange::Nothing => return Vec::new(),
            other => match self.simple_change(other) {
                Some(clause) => clause,
                None => return Vec::new(),
            },
        };
        vec![format!("ALTER TABLE {shown} {clause}")]
    }

    /// A constraint as it stands at a column.
    fn column_constraint(self, constraint: &Constraint) -> String {
        let text = self.constraint(constraint);
        match &constraint.rule {
            Rule::ForeignKey(_) => text
                .find("REFERENCES")
                .map_or_else(String::new, |start| text[start..].to_owned()),
            Rule::Unique(_) => "UNIQUE".to_owned(),
            Rule::PrimaryKey(_) => "PRIMARY KEY".to_owned(),
            Rule::Check(_) | Rule::Exclusion(_) => text,
        }
    }

    fn position(self, position: &ColumnPosition) -> String {
        match position {
            ColumnPosition::Last => String::new(),
            ColumnPosition::First => " FIRST".to_owned(),
            ColumnPosition::After(column) => format!(" AFTER {}", self.name(column)),
        }
    }

    /// The clause of a change that has one in a single form.
    fn simple_change(self, change: &TableChange) -> Option<String> {
        let behavior = |behavior: DropBehavior| match behavior {
            DropBehavior::Restrict => "",
            DropBehavior::Cascade => " CASCADE",
        };
        Some(match change {
            TableChange::Rename(to) => {
                let to = match self.dialect {
                    Dialect::Mysql => self.qualified(to),
                    Dialect::Postgresql | Dialect::Sqlite => self.name(&to.name),
                };
                format!("RENAME TO {to}")
            }
            TableChange::SetNamespace(namespace) => {
                format!("SET SCHEMA {}", self.name(namespace))
            }
            TableChange::DropColumn {
                column,
                missing,
                behavior: it,
            } => format!(
                "DROP COLUMN {}{}{}",
                if_exists(*missing),
                self.name(column),
                behavior(*it)
            ),
            TableChange::RenameColumn { column, to, .. } => {
                format!("RENAME {} TO {}", self.column_word(column), self.name(to))
            }
            TableChange::AddConstraint { constraint, .. } => {
                format!("ADD {}", self.constraint(constraint))
            }
            TableChange::AddConstraintUsingIndex {
                name, index, kind, ..
            } => {
                let kind = match kind {
                    KeyKind::Primary => "PRIMARY KEY",
                    KeyKind::Unique => "UNIQUE",
                };
                let name = name.as_ref();
                let name =
                    name.map_or_else(String::new, |it| format!("CONSTRAINT {} ", self.name(it)));
                format!("ADD {name}{kind} USING INDEX {}", self.name(index))
            }
            TableChange::DropConstraint {
                constraint,
                missing,
                behavior: it,
            } => format!(
                "DROP CONSTRAINT {}{}{}",
                if_exists(*missing),
                self.name(constraint),
                behavior(*it)
            ),
            TableChange::DropPrimaryKey { .. } => "DROP PRIMARY KEY".to_owned(),
            TableChange::RenameConstraint { constraint, to } => format!(
                "RENAME CONSTRAINT {} TO {}",
                self.name(constraint),
                self.name(to)
            ),
            TableChange::SetConstraintTiming { constraint, timing } => {
                let timing = match timing {
                    crate::schema::Timing::Immediate => "NOT DEFERRABLE",
                    crate::schema::Timing::Deferrable => "DEFERRABLE INITIALLY IMMEDIATE",
                    crate::schema::Timing::Deferred => "DEFERRABLE INITIALLY DEFERRED",
                };
                format!("ALTER CONSTRAINT {} {timing}", self.name(constraint))
            }
            TableChange::SetConstraintEnforcement {
                constraint,
                enforcement,
            } => {
                let enforcement = match enforcement {
                    Enforcement::Enforced => "ENFORCED",
                    Enforcement::NotEnforced => "NOT ENFORCED",
                };
                format!("ALTER CHECK {} {enforcement}", self.name(constraint))
            }
            TableChange::ValidateConstraint(constraint) => {
                format!("VALIDATE CONSTRAINT {}", self.name(constraint))
            }
            other => return self.property_change(other),
        })
    }

    /// The clause of a change of an index, or of what is said of the table itself.
    fn property_change(self, change: &TableChange) -> Option<String> {
        Some(match change {
            TableChange::AddIndex { index, .. } => format!("ADD {}", self.inline_index(index)),
            TableChange::DropIndex { index, .. } => format!("DROP INDEX {}", self.name(index)),
            TableChange::RenameIndex { index, to } => {
                format!("RENAME INDEX {} TO {}", self.name(index), self.name(to))
            }
            TableChange::ResetOptions(options) => format!("RESET ({})", options.join(", ")),
            TableChange::ConvertCharacterSet {
                character_set,
                collation,
            } => {
                let collation = collation.as_ref();
                let collation = collation.map_or_else(String::new, |it| format!(" COLLATE {it}"));
                format!("CONVERT TO CHARACTER SET {character_set}{collation}")
            }
            TableChange::SetComment(comment) => {
                format!("COMMENT {}", literal(comment, self.dialect))
            }
            TableChange::SetPersistence(persistence) => match persistence {
                Persistence::Unlogged => "SET UNLOGGED".to_owned(),
                Persistence::Logged | Persistence::Temporary => "SET LOGGED".to_owned(),
            },
            TableChange::SetRowPolicies(RowPolicies::Decide) => {
                "ENABLE ROW LEVEL SECURITY".to_owned()
            }
            TableChange::SetRowPolicies(RowPolicies::Ignored) => {
                "DISABLE ROW LEVEL SECURITY".to_owned()
            }
            TableChange::SetOwnerPolicies(OwnerPolicies::Apply) => {
                "FORCE ROW LEVEL SECURITY".to_owned()
            }
            TableChange::SetOwnerPolicies(OwnerPolicies::Bypassed) => {
                "NO FORCE ROW LEVEL SECURITY".to_owned()
            }
            TableChange::Inherit(parent) => format!("INHERIT {}", self.qualified(parent)),
            TableChange::NoInherit(parent) => format!("NO INHERIT {}", self.qualified(parent)),
            TableChange::AttachPartition { partition, bound } => {
                format!("ATTACH PARTITION {} {bound}", self.qualified(partition))
            }
            TableChange::DetachPartition(partition) => {
                format!("DETACH PARTITION {}", self.qualified(partition))
            }
            _ => return None,
        })
    }

    /// Alembic writes no `COLUMN` behind `RENAME` where the dialect needs none.
    fn column_word(self, column: &crate::schema::Name) -> String {
        match self.dialect {
            Dialect::Mysql | Dialect::Sqlite => format!("COLUMN {}", self.name(column)),
            Dialect::Postgresql => self.name(column),
        }
    }
}
