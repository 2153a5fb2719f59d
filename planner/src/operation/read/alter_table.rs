use super::constraint::TableElement;
use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::{
    ColumnPosition, DropBehavior, Existing, KeyKind, Missing, Operation, Scope, TableChange,
};
use crate::schema::{
    ConstraintName, Enforcement, Index, Key, Name, NameKind, NameOrigin, OwnerPolicies,
    Persistence, QualifiedName, RowPolicies, Rule, Timing, TriggerState,
};
use crate::sql::Dialect;

impl Cursor<'_> {
    /// `ALTER TABLE …`, from the name or `IF EXISTS` on.
    pub(super) fn alter_table(&mut self) -> Outcome<Operation> {
        let missing = self.if_exists();
        let scope = if self.take("ONLY") {
            Scope::Alone
        } else {
            Scope::WithChildren
        };
        let table = self.relation()?;
        self.take_sign("*");
        // MariaDB.
        if self.take("WAIT") {
            self.skip();
        } else {
            self.take("NOWAIT");
        }
        let mut changes = Vec::new();
        while !self.is_at_end() {
            self.table_change(&mut changes)?;
            if !self.take_sign(",") && !self.is_at_end() {
                let goes_on = self.dialect == Dialect::Mysql && self.is_at("PARTITION|REMOVE");
                if !goes_on {
                    return unreadable("`,` or the statement's end");
                }
            }
        }
        Ok(Operation::AlterTable {
            table,
            scope,
            missing,
            changes,
        })
    }

    fn table_change(&mut self, changes: &mut Vec<TableChange>) -> Outcome<()> {
        if self.take("ADD") {
            return self.addition(changes);
        }
        let change = if self.take("DROP") {
            self.removal()?
        } else if self.take("ALTER") {
            self.alteration()?
        } else if self.take("RENAME") {
            self.renaming()?
        } else if self.take("MODIFY") {
            self.take("COLUMN");
            let missing = self.if_exists();
            self.redefinition(None, missing)?
        } else if self.take("CHANGE") {
            self.take("COLUMN");
            let missing = self.if_exists();
            let column = self.part()?;
            self.redefinition(Some(column), missing)?
        } else if self.dialect == Dialect::Mysql {
            self.mysql_table_change()?
        } else {
            self.postgresql_table_change()?
        };
        changes.push(change);
        Ok(())
    }

    /// `ADD …`: one column or constraint, or several columns in parentheses (MySQL).
    fn addition(&mut self, changes: &mut Vec<TableChange>) -> Outcome<()> {
        if self.dialect == Dialect::Mysql && self.take("PARTITION") {
            self.skip_item();
            changes.push(TableChange::Nothing);
            return Ok(());
        }
        if self.is_at_table_element() {
            changes.push(self.constraint_addition()?);
            return Ok(());
        }
        self.take("COLUMN");
        let existing = self.if_not_exists(Existing::Refuse);
        if self.take_sign("(") {
            loop {
                if self.is_at_table_element() {
                    changes.push(self.constraint_addition()?);
                } else {
                    self.column_addition(existing, changes)?;
                }
                if self.take_sign(")") {
                    return Ok(());
                }
                self.expect_sign(",")?;
            }
        }
        self.column_addition(existing, changes)
    }

    fn column_addition(
        &mut self,
        existing: Existing,
        changes: &mut Vec<TableChange>,
    ) -> Outcome<()> {
        let definition = self.column_definition()?;
        let position = self.column_position()?.unwrap_or(ColumnPosition::Last);
        changes.push(TableChange::AddColumn {
            column: Box::new(definition.column),
            constraints: definition.constraints,
            position,
            existing,
        });
        changes.extend(definition.indexes.into_iter().map(add_index));
        Ok(())
    }

    fn constraint_addition(&mut self) -> Outcome<TableChange> {
        let using_index = self.constraint_using_index()?;
        if let Some(change) = using_index {
            return Ok(change);
        }
        let mut existing = Existing::Refuse;
        // MariaDB's place for it differs from constraint to constraint.
        let mut ahead = self.clone();
        while !ahead.is_at_end() && !ahead.is_at_sign("(") && !ahead.is_at_sign(",") {
            if ahead.is_at("IF NOT EXISTS") {
                existing = Existing::Keep;
            }
            ahead.skip();
        }
        if self.is_at("CONSTRAINT IF NOT EXISTS") {
            return self.named_constraint_if_not_exists();
        }
        Ok(match self.table_element()? {
            TableElement::Constraint(constraint) => TableChange::AddConstraint {
                constraint: Box::new(constraint),
                existing,
            },
            TableElement::Index(index) => TableChange::AddIndex {
                index: Box::new(index),
                existing,
            },
            TableElement::Nothing => TableChange::Nothing,
        })
    }

    /// MariaDB's `CONSTRAINT IF NOT EXISTS name …`.
    fn named_constraint_if_not_exists(&mut self) -> Outcome<TableChange> {
        self.expect("CONSTRAINT IF NOT EXISTS")?;
        let name = ConstraintName {
            name: self.part()?,
            origin: NameOrigin::Given,
        };
        match self.table_element()? {
            TableElement::Constraint(mut constraint) => {
                constraint.name = Some(name);
                Ok(TableChange::AddConstraint {
                    constraint: Box::new(constraint),
                    existing: Existing::Keep,
                })
            }
            TableElement::Index(mut index) => {
                index.name = name.name;
                Ok(TableChange::AddIndex {
                    index: Box::new(index),
                    existing: Existing::Keep,
                })
            }
            TableElement::Nothing => unreadable("a constraint"),
        }
    }

    /// `[CONSTRAINT name] PRIMARY KEY|UNIQUE USING INDEX …`, if that stands here.
    fn constraint_using_index(&mut self) -> Outcome<Option<TableChange>> {
        let start = self.position();
        let mut name = None;
        if self.take("CONSTRAINT") {
            name = Some(self.part()?);
        }
        let kind = if self.take("PRIMARY KEY USING INDEX") {
            KeyKind::Primary
        } else if self.take("UNIQUE USING INDEX") {
            KeyKind::Unique
        } else {
            self.return_to(start);
            return Ok(None);
        };
        if self.is_at("TABLESPACE") {
            self.return_to(start);
            return Ok(None);
        }
        let index = self.part()?;
        let timing = self.timing();
        Ok(Some(TableChange::AddConstraintUsingIndex {
            name,
            index,
            kind,
            timing,
        }))
    }

    /// When a constraint is checked.
    fn timing(&mut self) -> Timing {
        let placeholder = Rule::Unique(Key::of_columns([]));
        self.constraint(None, placeholder).timing
    }

    fn removal(&mut self) -> Outcome<TableChange> {
        if self.take("CONSTRAINT|CHECK") || self.take("FOREIGN KEY") {
            let missing = self.if_exists();
            return Ok(TableChange::DropConstraint {
                constraint: self.part()?,
                missing,
                behavior: self.drop_behavior(),
            });
        }
        if self.dialect == Dialect::Mysql {
            if self.take("PRIMARY KEY") {
                let missing = self.if_exists();
                return Ok(TableChange::DropPrimaryKey { missing });
            }
            if self.take("INDEX|KEY") {
                let missing = self.if_exists();
                let index = self.part()?;
                return Ok(TableChange::DropIndex { index, missing });
            }
            if self.take("PARTITION") || self.take("SYSTEM VERSIONING") || self.take("PERIOD") {
                self.skip_item();
                return Ok(TableChange::Nothing);
            }
        }
        self.take("COLUMN");
        let missing = self.if_exists();
        Ok(TableChange::DropColumn {
            column: self.part()?,
            missing,
            behavior: self.drop_behavior(),
        })
    }

    /// `ALTER …`: a column, a constraint or an index.
    fn alteration(&mut self) -> Outcome<TableChange> {
        if self.take("INDEX") {
            self.skip_item();
            return Ok(TableChange::Nothing);
        }
        if self.take("CONSTRAINT|CHECK") {
            let constraint = self.part()?;
            let enforcement = if self.take("NOT ENFORCED") {
                Some(Enforcement::NotEnforced)
            } else {
                self.take("ENFORCED").then_some(Enforcement::Enforced)
            };
            if let Some(enforcement) = enforcement {
                return Ok(TableChange::SetConstraintEnforcement {
                    constraint,
                    enforcement,
                });
            }
            if self.is_at("INHERIT|NO|SET") {
                self.skip_item();
                return Ok(TableChange::Nothing);
            }
            return Ok(TableChange::SetConstraintTiming {
                constraint,
                timing: self.timing(),
            });
        }
        self.take("COLUMN");
        let _exists = self.if_exists();
        let column = self.part()?;
        let change = self.column_change()?;
        Ok(TableChange::AlterColumn { column, change })
    }

    fn renaming(&mut self) -> Outcome<TableChange> {
        if self.take("CONSTRAINT") {
            let constraint = self.part()?;
            self.expect("TO")?;
            let to = self.part()?;
            return Ok(TableChange::RenameConstraint { constraint, to });
        }
        if self.dialect == Dialect::Mysql && self.take("INDEX|KEY") {
            let _exists = self.if_exists();
            let index = self.part()?;
            self.expect("TO")?;
            let to = self.part()?;
            return Ok(TableChange::RenameIndex { index, to });
        }
        let is_column = self.take("COLUMN");
        let missing = self.if_exists();
        if !is_column && (self.take("TO|AS") || self.take_sign("=")) {
            return Ok(TableChange::Rename(self.relation()?));
        }
        let start = self.position();
        let column = self.part()?;
        if !self.take("TO") {
            // MySQL needs no word between `RENAME` and a table's new name.
            self.return_to(start);
            return Ok(TableChange::Rename(self.relation()?));
        }
        let to = self.part()?;
        Ok(TableChange::RenameColumn {
            column,
            to,
            missing,
        })
    }

    /// What stands behind `MODIFY COLUMN`, or behind the old name in `CHANGE COLUMN`.
    fn redefinition(&mut self, column: Option<Name>, missing: Missing) -> Outcome<TableChange> {
        let definition = self.column_definition()?;
        let position = self.column_position()?;
        Ok(TableChange::RedefineColumn {
            column: column.unwrap_or_else(|| definition.column.name.clone()),
            definition: Box::new(definition.column),
            constraints: definition.constraints,
            position,
            missing,
        })
    }

    fn column_position(&mut self) -> Outcome<Option<ColumnPosition>> {
        if self.dialect != Dialect::Mysql {
            return Ok(None);
        }
        if self.take("FIRST") {
            return Ok(Some(ColumnPosition::First));
        }
        if self.take("AFTER") {
            return Ok(Some(ColumnPosition::After(self.part()?)));
        }
        Ok(None)
    }

    fn mysql_table_change(&mut self) -> Outcome<TableChange> {
        if self.take("CONVERT TO CHARACTER SET") || self.take("CONVERT TO CHARSET") {
            let character_set = self.charset()?;
            let mut collation = None;
            if self.take("COLLATE") {
                collation = Some(self.charset()?);
            }
            return Ok(TableChange::ConvertCharacterSet {
                character_set,
                collation,
            });
        }
        if self.is_at("PARTITION BY") {
            let partitioning = self.partitioning()?;
            return Ok(TableChange::SetPartitioning(Some(partitioning)));
        }
        if self.take("REMOVE PARTITIONING") {
            return Ok(TableChange::SetPartitioning(None));
        }
        if self.is_at("ENABLE|DISABLE KEYS")
            || self.is_at("ORDER BY")
            || self.is_at(
                "ALGORITHM|LOCK|FORCE|DISCARD|IMPORT|COALESCE|REORGANIZE|EXCHANGE|ANALYZE|CHECK|\
                 OPTIMIZE|REBUILD|REPAIR|TRUNCATE|WITH|WITHOUT",
            )
        {
            self.skip_item();
            return Ok(TableChange::Nothing);
        }
        let (mut options, mut comment) = (Vec::new(), None);
        // Options need no comma between them.
        while !self.is_at_end() && !self.is_at_sign(",") && !self.is_at("PARTITION|REMOVE") {
            match self.mysql_table_option()? {
                Some((name, value)) if name == "comment" => comment = Some(value),
                option => options.extend(option),
            }
        }
        Ok(match comment {
            Some(comment) if options.is_empty() => TableChange::SetComment(comment),
            Some(comment) => {
                options.push(("comment".to_owned(), comment));
                TableChange::SetOptions(options)
            }
            // Where a counter stands, for one, is no part of a schema.
            None if options.is_empty() => TableChange::Nothing,
            None => TableChange::SetOptions(options),
        })
    }

    fn postgresql_table_change(&mut self) -> Outcome<TableChange> {
        let change = if self.take("VALIDATE CONSTRAINT") {
            TableChange::ValidateConstraint(self.part()?)
        } else if self.take("SET SCHEMA") {
            TableChange::SetNamespace(self.name(NameKind::Relation)?)
        } else if self.take("SET LOGGED") {
            TableChange::SetPersistence(Persistence::Logged)
        } else if self.take("SET UNLOGGED") {
            TableChange::SetPersistence(Persistence::Unlogged)
        } else if self.is_at("SET") && self.is_sign_at(1, "(") {
            self.skip();
            TableChange::SetOptions(self.parameters()?)
        } else if self.take("RESET") {
            TableChange::ResetOptions(self.parameter_names()?)
        } else if self.take("ENABLE ROW LEVEL SECURITY") {
            TableChange::SetRowPolicies(RowPolicies::Decide)
        } else if self.take("DISABLE ROW LEVEL SECURITY") {
            TableChange::SetRowPolicies(RowPolicies::Ignored)
        } else if self.take("FORCE ROW LEVEL SECURITY") {
            TableChange::SetOwnerPolicies(OwnerPolicies::Apply)
        } else if self.take("NO FORCE ROW LEVEL SECURITY") {
            TableChange::SetOwnerPolicies(OwnerPolicies::Bypassed)
        } else if self.is_at("ENABLE|DISABLE") {
            self.trigger_state()?
        } else if self.take("INHERIT") {
            TableChange::Inherit(self.relation()?)
        } else if self.take("NO INHERIT") {
            TableChange::NoInherit(self.relation()?)
        } else if self.take("ATTACH PARTITION") {
            let partition = self.relation()?;
            let start = self.position();
            self.skip_item();
            let bound = self.text_since(start).to_owned();
            TableChange::AttachPartition { partition, bound }
        } else if self.take("DETACH PARTITION") {
            let partition = self.relation()?;
            self.take("CONCURRENTLY|FINALIZE");
            TableChange::DetachPartition(partition)
        } else if self.is_at("OWNER|SET|CLUSTER|REPLICA|OF|NOT|SPLIT|MERGE") {
            self.skip_item();
            TableChange::Nothing
        } else {
            return unreadable("what changes in the table");
        };
        Ok(change)
    }

    /// `ENABLE TRIGGER` and its like; rules, too, which the model knows by their text alone.
    fn trigger_state(&mut self) -> Outcome<TableChange> {
        let state = if self.take("ENABLE REPLICA") {
            TriggerState::Replica
        } else if self.take("ENABLE ALWAYS") {
            TriggerState::Always
        } else if self.take("ENABLE") {
            TriggerState::Enabled
        } else {
            self.expect("DISABLE")?;
            TriggerState::Disabled
        };
        if self.take("RULE") {
            self.part()?;
            return Ok(TableChange::Nothing);
        }
        self.expect("TRIGGER")?;
        let trigger = if self.take("ALL|USER") {
            None
        } else {
            Some(self.name(NameKind::Relation)?)
        };
        Ok(TableChange::SetTriggerState { trigger, state })
    }

    /// `CASCADE` or `RESTRICT`, if one stands here.
    pub(super) fn drop_behavior(&mut self) -> DropBehavior {
        if self.take("CASCADE") {
            DropBehavior::Cascade
        } else {
            self.take("RESTRICT");
            DropBehavior::Restrict
        }
    }

    /// `RENAME TABLE a TO b, …` (MySQL), from the first name on.
    pub(super) fn rename_tables(&mut self) -> Outcome<Vec<Operation>> {
        let missing = self.if_exists();
        let operations = self.list(|cursor| {
            let table = cursor.relation()?;
            if cursor.take("WAIT") {
                cursor.skip();
            } else {
                cursor.take("NOWAIT");
            }
            cursor.expect("TO")?;
            let to: QualifiedName = cursor.relation()?;
            Ok(Operation::AlterTable {
                table,
                scope: Scope::WithChildren,
                missing,
                changes: vec![TableChange::Rename(to)],
            })
        })?;
        self.expect_end()?;
        Ok(operations)
    }
}

fn add_index(index: Index) -> TableChange {
    TableChange::AddIndex {
        index: Box::new(index),
        existing: Existing::Refuse,
    }
}
