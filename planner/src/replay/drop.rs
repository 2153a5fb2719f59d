use std::collections::BTreeSet;

use super::{Fault, Step};
use crate::operation::{DropBehavior, Dropped, ForeignKeyChecks, Missing};
use crate::schema::{Name, NameKind, Object, QualifiedName, Relation, Rule, Table};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn drop(&mut self, dropped: &Dropped, missing: Missing, behavior: DropBehavior) {
        match dropped {
            Dropped::Namespaces(names) => {
                for name in names {
                    self.drop_namespace(name, missing, behavior);
                }
            }
            Dropped::Extensions(names) => {
                for name in names {
                    self.drop_extension(name, missing);
                }
            }
            Dropped::Tables(names) => self.drop_tables(names, missing, behavior),
            Dropped::Views { names, .. } => {
                for name in names {
                    let found = self.find_relation(name);
                    match self.schema.relation(&found) {
                        Some(Relation::View(_)) => self.drop_view(&found, behavior),
                        _ if missing == Missing::Skip => self.forget_uncertain(&found.name),
                        Some(relation) => {
                            let is = relation.noun();
                            self.fault(Fault::OtherKind {
                                object: Object::View(found),
                                is,
                            });
                        }
                        None => self.missing(Object::View(found)),
                    }
                }
            }
            Dropped::Sequences(names) => {
                for name in names {
                    let found = self.find_relation(name);
                    match self.schema.relation(&found) {
                        Some(Relation::Sequence(_)) => self.drop_sequence(&found, behavior),
                        _ if missing == Missing::Skip => self.forget_uncertain(&found.name),
                        _ => self.missing(Object::Sequence(found)),
                    }
                }
            }
            Dropped::Indexes { names, table } => {
                for name in names {
                    self.drop_index(name, table.as_ref(), missing, behavior);
                }
            }
            Dropped::Types(names) => {
                for name in names {
                    self.drop_type(name, missing, behavior);
                }
            }
            Dropped::Routines(references) => {
                for reference in references {
                    self.drop_routine(reference, missing, behavior);
                }
            }
            Dropped::Trigger { name, table } => self.drop_trigger(name, table.as_ref(), missing),
            Dropped::Others { kind, table, names } => {
                for name in names {
                    self.drop_other(*kind, table.as_ref(), name, missing);
                }
            }
        }
    }

    /// What is dropped if it exists does not exist afterwards, whether it was known or not.
    fn forget_uncertain(&mut self, name: &Name) {
        self.schema.uncertainty_mut().remove_name(name);
    }

    fn drop_tables(&mut self, names: &[QualifiedName], missing: Missing, behavior: DropBehavior) {
        let mut found = Vec::new();
        for name in names {
            let name = self.find_relation(name);
            match self.schema.relation(&name) {
                Some(Relation::Table(_)) => found.push(name),
                Some(relation) => {
                    let is = relation.noun();
                    self.fault(Fault::OtherKind {
                        object: Object::Table(name),
                        is,
                    });
                }
                None => {
                    let virtual_table = self.virtual_table(&name);
                    if let Some(virtual_table) = virtual_table {
                        self.schema.remove_other(&virtual_table);
                    } else if missing == Missing::Skip {
                        self.forget_uncertain(&name.name);
                    } else {
                        self.missing(Object::Table(name));
                    }
                }
            }
        }
        let asked: BTreeSet<QualifiedName> = found.iter().cloned().collect();
        let going = self.tables_that_go(found, behavior);
        let gone: BTreeSet<QualifiedName> = going.iter().cloned().collect();
        for name in &going {
            let behavior = if asked.contains(name) {
                behavior
            } else {
                DropBehavior::Cascade
            };
            self.drop_what_needs_table(name, &gone, behavior);
        }
        for name in going.iter().rev() {
            self.remove_table(name);
        }
    }

    /// The tables that go when `dropped` do: partitions with their table, other children where it is
    /// `CASCADE` or refused. Each comes once.
    fn tables_that_go(
        &mut self,
        dropped: Vec<QualifiedName>,
        behavior: DropBehavior,
    ) -> Vec<QualifiedName> {
        if self.dialect() != Dialect::Postgresql {
            return dropped;
        }
        let asked = dropped.len();
        let mut seen: BTreeSet<QualifiedName> = dropped.iter().cloned().collect();
        let mut going = dropped;
        let mut next = 0;
        while let Some(name) = going.get(next).cloned() {
            for child in self.children(&name) {
                if !seen.insert(child.clone()) {
                    continue;
                }
                let table = self.schema.table(&child);
                let is_partition = table.is_some_and(|table| table.partition_of.is_some());
                if !is_partition && next < asked && behavior == DropBehavior::Restrict {
                    self.fault(Fault::StillNeeded {
                        object: Object::Table(name.clone()),
                        by: Object::Table(child.clone()),
                    });
                }
                going.push(child);
            }
            next += 1;
        }
        going
    }

    /// Refuses or drops what is elsewhere and needs a table that is dropped along with `others`.
    fn drop_what_needs_table(
        &mut self,
        name: &QualifiedName,
        others: &BTreeSet<QualifiedName>,
        behavior: DropBehavior,
    ) {
        let refuses = match self.dialect() {
            Dialect::Postgresql => behavior == DropBehavior::Restrict,
            Dialect::Mysql => self.session.foreign_key_checks == ForeignKeyChecks::On,
            Dialect::Sqlite => return,
        };
        if self.dialect() == Dialect::Postgresql {
            let object = Object::Table(name.clone());
            self.drop_routines_of_type(name, &object, behavior);
            for rule in self.rules_that_name(name) {
                if rule
                    .table
                    .as_ref()
                    .is_some_and(|table| others.contains(table))
                {
                    continue;
                }
                if refuses {
                    self.fault(Fault::StillNeeded {
                        object: object.clone(),
                        by: Object::Other(rule.clone()),
                    });
                }
                self.schema.remove_other(&rule);
            }
        }
        self.drop_references_to_whole(name, others, refuses);
        let dependents: Vec<QualifiedName> = self.schema.dependents(name).cloned().collect();
        for dependent in dependents {
            if others.contains(&dependent) {
                continue;
            }
            match self.schema.relation(&dependent).cloned() {
                Some(Relation::Table(table)) => {
                    self.release_table(name, &dependent, Table::clone(&table), refuses);
                }
                Some(Relation::View(_)) if self.dialect() == Dialect::Postgresql => {
                    if refuses {
                        self.fault(Fault::StillNeeded {
                            object: Object::Table(name.clone()),
                            by: Object::View(dependent.clone()),
                        });
                    }
                    self.drop_view(&dependent, DropBehavior::Cascade);
                }
                _ => {}
            }
        }
    }

    /// A foreign key to a divided table needs every part of it.
    fn drop_references_to_whole(
        &mut self,
        name: &QualifiedName,
        others: &BTreeSet<QualifiedName>,
        refuses: bool,
    ) {
        let mut part = name.clone();
        let mut seen = BTreeSet::new();
        while let Some(whole) = self
            .schema
            .table(&part)
            .and_then(|it| it.partition_of.clone())
        {
            let whole = whole.parent;
            if others.contains(&whole) || !seen.insert(whole.clone()) {
                return;
            }
            let dependents: Vec<QualifiedName> = self.schema.dependents(&whole).cloned().collect();
            for dependent in dependents {
                let is_part = |table: &Table| {
                    let place = table.partition_of.as_ref();
                    place.is_some_and(|place| place.parent == whole)
                };
                if let Some(table) = self.schema.table(&dependent).cloned()
                    && !is_part(&table)
                {
                    self.release_table(&whole, &dependent, table, refuses);
                }
            }
            part = whole;
        }
    }

    /// Takes away a table's references to another that is dropped.
    fn release_table(
        &mut self,
        name: &QualifiedName,
        dependent: &QualifiedName,
        mut table: Table,
        refuses: bool,
    ) {
        let by = table.constraints.iter().find_map(|it| match &it.rule {
            Rule::ForeignKey(key) if key.table == *name => Some(Object::Constraint {
                table: dependent.clone(),
                constraint: it.name()?.clone(),
            }),
            _ => None,
        });
        if let Some(by) = by.filter(|_| refuses) {
            self.fault(Fault::StillNeeded {
                object: Object::Table(name.clone()),
                by,
            });
        }
        if self.dialect() == Dialect::Postgresql {
            table
                .constraints
                .retain(|it| !matches!(&it.rule, Rule::ForeignKey(key) if key.table == *name));
            self.schema.put_table(dependent.clone(), table);
        }
    }

    /// Removes a table with its sequences.
    pub(super) fn remove_table(&mut self, name: &QualifiedName) {
        self.drop_statistics_of(name);
        self.drop_owned_sequences(name, None);
        self.schema.remove_relation(name);
    }

    /// Drops a namespace with what is in it.
    fn drop_namespace(&mut self, name: &Name, missing: Missing, behavior: DropBehavior) {
        let qualified = |object: &QualifiedName| object.namespace.as_ref() == Some(name);
        if self.schema.namespace(name).is_none() {
            if missing == Missing::Refuse {
                self.missing(Object::Namespace(name.clone()));
            }
            return;
        }
        let relations: Vec<(QualifiedName, bool)> = self
            .schema
            .relations()
            .filter(|(object, _)| qualified(object))
            .map(|(object, relation)| (object.clone(), relation.as_table().is_some()))
            .collect();
        let refuses = behavior == DropBehavior::Restrict && self.dialect() == Dialect::Postgresql;
        if let Some((first, is_table)) = relations.first().filter(|_| refuses) {
            let by = if *is_table {
                Object::Table(first.clone())
            } else {
                self.object_at(first)
                    .unwrap_or(Object::Table(first.clone()))
            };
            self.fault(Fault::StillNeeded {
                object: Object::Namespace(name.clone()),
                by,
            });
        }
        let tables: Vec<QualifiedName> = relations
            .iter()
            .filter(|(_, is_table)| *is_table)
            .map(|(object, _)| object.clone())
            .collect();
        self.drop_tables(&tables, Missing::Skip, DropBehavior::Cascade);
        for (object, _) in relations {
            self.schema.remove_relation(&object);
        }
        let types: Vec<QualifiedName> = self
            .schema
            .types()
            .filter(|(object, _)| qualified(object))
            .map(|(object, _)| object.clone())
            .collect();
        for object in types {
            self.drop_type(&object, Missing::Skip, DropBehavior::Cascade);
        }
        let routines: Vec<QualifiedName> = self
            .schema
            .routines()
            .filter(|(object, _)| qualified(object))
            .map(|(object, _)| object.clone())
            .collect();
        for object in routines {
            self.schema.set_routines(object, Vec::new());
        }
        self.schema.remove_namespace(name);
    }

    fn drop_extension(&mut self, name: &Name, missing: Missing) {
        if self.schema.extension(name).is_none() && missing == Missing::Refuse {
            self.missing(Object::Extension(name.clone()));
        }
        self.schema.remove_extension(name);
    }

    pub(super) fn drop_type(
        &mut self,
        name: &QualifiedName,
        missing: Missing,
        behavior: DropBehavior,
    ) {
        let name = self.find_type(name);
        if self.schema.user_type(&name).is_none() {
            if missing == Missing::Skip {
                self.forget_uncertain(&name.name);
            } else {
                self.missing(Object::Type(name));
            }
            return;
        }
        // A type goes with the domains over it, and the domains over these: each once.
        let mut going = vec![name];
        let mut seen: BTreeSet<QualifiedName> = going.iter().cloned().collect();
        let mut next = 0;
        while let Some(name) = going.get(next).cloned() {
            let behavior = if next == 0 {
                behavior
            } else {
                DropBehavior::Cascade
            };
            let made_of_it = self.drop_what_needs_type(&name, behavior);
            going.extend(made_of_it.into_iter().filter(|it| seen.insert(it.clone())));
            next += 1;
        }
        for name in going.iter().rev() {
            self.schema.remove_type(name);
        }
    }

    /// Refuses or drops what needs a type that is dropped, but the types that are made of it, which
    /// are given.
    fn drop_what_needs_type(
        &mut self,
        name: &QualifiedName,
        behavior: DropBehavior,
    ) -> Vec<QualifiedName> {
        for (table_name, columns) in self.columns_of_type(name) {
            for column in columns {
                let object = Object::Column {
                    table: table_name.clone(),
                    column: column.clone(),
                };
                if behavior == DropBehavior::Restrict {
                    self.fault(Fault::StillNeeded {
                        object: Object::Type(name.clone()),
                        by: object,
                    });
                } else if let Some(table) = self.schema.table(&table_name) {
                    let mut table = table.clone();
                    self.drop_column(&table_name, &mut table, &column, Missing::Skip, behavior);
                    self.schema.put_table(table_name.clone(), table);
                }
            }
        }
        let object = Object::Type(name.clone());
        let made_of_it = self.types_of_type(name);
        for made_of in made_of_it
            .iter()
            .filter(|_| behavior == DropBehavior::Restrict)
        {
            self.fault(Fault::StillNeeded {
                object: object.clone(),
                by: Object::Type(made_of.clone()),
            });
        }
        self.drop_routines_of_type(name, &object, behavior);
        made_of_it
    }

    /// A function needs the types that it takes and gives.
    fn drop_routines_of_type(
        &mut self,
        name: &QualifiedName,
        object: &Object,
        behavior: DropBehavior,
    ) {
        for (routine_name, routine) in self.routines_of_type(name) {
            if behavior == DropBehavior::Restrict {
                self.fault(Fault::StillNeeded {
                    object: object.clone(),
                    by: routine.clone(),
                });
            }
            let mut routines = self.schema.shared_routines(&routine_name);
            if let Object::Routine { signature, .. } = &routine {
                routines.retain(|it| it.signature != *signature);
            }
            self.schema.set_routines(routine_name, routines);
        }
    }

    /// The columns that are of a type that statements made, by table.
    pub(super) fn columns_of_type(&self, name: &QualifiedName) -> Vec<(QualifiedName, Vec<Name>)> {
        let tables = self.schema.tables().filter_map(|(table_name, table)| {
            let columns: Vec<Name> = table
                .columns
                .iter()
                .filter(|column| self.is_of_type(&column.data_type.text, name))
                .map(|column| column.name.clone())
                .collect();
            (!columns.is_empty()).then(|| (table_name.clone(), columns))
        });
        tables.collect()
    }

    /// Whether a type as it is written is the one of this name, or an array of it.
    pub(super) fn is_of_type(&self, written: &str, name: &QualifiedName) -> bool {
        let element = written.split('[').next().unwrap_or(written).trim();
        let dialect = self.dialect();
        let mut parts = element.rsplit('.').map(|part| {
            let part = part.trim();
            match part.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
                Some(quoted) => Name::stored(quoted, NameKind::Relation, dialect),
                None => Name::new(
                    part,
                    crate::schema::Quoting::Bare,
                    NameKind::Relation,
                    dialect,
                ),
            }
        });
        let Some(last) = parts.next() else {
            return false;
        };
        let written = QualifiedName {
            namespace: parts.next(),
            name: last,
        };
        written.name == name.name && self.find_type(&written) == *name
    }
}
