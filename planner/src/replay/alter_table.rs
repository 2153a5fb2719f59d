use super::Step;
use super::constraint::drop_superfluous_indexes;
use super::create_table::is_inherited;
use super::index::columns_of;
use crate::compare::same_rule;
use crate::operation::{DropBehavior, Existing, Missing, Scope, TableChange};
use crate::schema::{
    Constraint, ConstraintName, DATABASE_DEFAULT, Name, NameOrigin, Object, PartitionOf,
    QualifiedName, Relation, Rule, Table, Validity, View,
};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn alter_table(
        &mut self,
        name: &QualifiedName,
        scope: Scope,
        missing: Missing,
        changes: &[TableChange],
    ) {
        let mut found = self.find_relation(name);
        // PostgreSQL takes `ALTER TABLE` for views, sequences and indexes, too.
        match self.schema.relation(&found) {
            Some(Relation::Table(_)) => {}
            Some(Relation::View(view)) => {
                let view = View::clone(view);
                return self.alter_view_as_table(&found, view, changes);
            }
            Some(_) => return self.alter_other_relation(&found, changes),
            None => {
                if missing == Missing::Refuse {
                    self.missing(Object::Table(found));
                }
                return;
            }
        }
        for change in changes {
            self.refuse_broken_views(change);
            match change {
                TableChange::Rename(to) => {
                    let to = match self.dialect() {
                        Dialect::Mysql => self.normal(to),
                        Dialect::Postgresql | Dialect::Sqlite => found.with_name(to.name.clone()),
                    };
                    found = self.rename_table(&found, to);
                }
                TableChange::SetNamespace(namespace) => {
                    let to = self.normal(&QualifiedName {
                        namespace: Some(namespace.clone()),
                        name: found.name.clone(),
                    });
                    found = self.rename_table(&found, to);
                }
                _ => self.change_table(&found, scope, change),
            }
        }
    }

    /// `ALTER TABLE` of a sequence or an index: `RENAME TO`, or who owns it.
    fn alter_other_relation(&mut self, name: &QualifiedName, changes: &[TableChange]) {
        for change in changes {
            let TableChange::Rename(to) = change else {
                continue;
            };
            match self.schema.relation(name) {
                Some(Relation::Sequence(_)) => self.rename_sequence(name, &to.name),
                Some(Relation::Index { .. }) => self.rename_index(name, &to.name),
                _ => {}
            }
        }
    }

    fn change_table(&mut self, name: &QualifiedName, scope: Scope, change: &TableChange) {
        let Some(table) = self.schema.table(name) else {
            return;
        };
        let mut table = table.clone();
        match change {
            TableChange::AddColumn {
                column,
                constraints,
                position,
                existing,
            } => {
                self.add_column(name, &mut table, column, constraints, position, *existing);
            }
            TableChange::DropColumn {
                column,
                missing,
                behavior,
            } => self.drop_column(name, &mut table, column, *missing, *behavior),
            TableChange::RenameColumn {
                column,
                to,
                missing,
            } => return self.rename_column(name, column, to, *missing),
            TableChange::AlterColumn { column, change } => {
                self.alter_column(name, &mut table, column, change);
            }
            TableChange::RedefineColumn {
                column,
                definition,
                constraints,
                position,
                missing,
            } => {
                let position = position.as_ref();
                return self.redefine_column(
                    name,
                    column,
                    definition,
                    constraints,
                    position,
                    *missing,
                );
            }
            TableChange::AddConstraint {
                constraint,
                existing,
            } => self.add_constraint_to(name, &mut table, constraint, *existing),
            TableChange::AddConstraintUsingIndex {
                name: constraint,
                index,
                kind,
                timing,
            } => self.use_index(name, &mut table, constraint.as_ref(), index, *kind, *timing),
            TableChange::DropConstraint {
                constraint,
                missing,
                behavior,
            } => {
                let dropped = table.constraint(constraint).map(|it| it.rule.clone());
                self.drop_constraint(name, &mut table, constraint, *missing, *behavior);
                if let Some(key @ (Rule::PrimaryKey(_) | Rule::Unique(_))) = dropped {
                    self.drop_key_of_partitions(name, &key);
                }
            }
            TableChange::DropPrimaryKey { missing } => {
                let count = table.constraints.len();
                table
                    .constraints
                    .retain(|it| !matches!(it.rule, Rule::PrimaryKey(_)));
                if table.constraints.len() == count && *missing == Missing::Refuse {
                    let primary =
                        Name::stored("PRIMARY", crate::schema::NameKind::Part, self.dialect());
                    self.missing(Object::Constraint {
                        table: name.clone(),
                        constraint: primary,
                    });
                }
            }
            TableChange::AddIndex { index, existing } => {
                let mut index = index.as_ref().clone();
                let count = table.indexes.len();
                self.add_index(name, &mut table.indexes, &mut index, *existing);
                if table.indexes.len() > count {
                    self.expect_columns(name, &table, &columns_of(&index));
                }
                drop_superfluous_indexes(&mut table);
            }
            TableChange::DropIndex { index, missing } => {
                let behavior = DropBehavior::Restrict;
                self.drop_index_of(name, &mut table, index, *missing, behavior);
            }
            _ => {
                self.change_table_property(name, &mut table, change);
            }
        }
        let renamed = renamed_index(change);
        let age =
            renamed.and_then(|(from, _)| self.schema.index_age(&name.with_name(from.clone())));
        self.schema.put_table(name.clone(), table);
        if let (Some((_, to)), Some(age)) = (renamed, age) {
            let to = name.with_name(to.clone());
            self.schema.keep_index_age(&to, age);
        }
        if scope == Scope::WithChildren {
            self.pass_on(name, change);
        }
    }

    fn change_table_property(
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
            TableChange::SetOptions(options) => {
                let changes_text = options
                    .iter()
                    .any(|(option, _)| option == "character_set" || option == "collate");
                if changes_text && self.dialect() == Dialect::Mysql {
                    keep_character_sets(table);
                }
                for (option, value) in options {
                    if option == "comment" {
                        table.comment = Some(value.clone()).filter(|it| !it.is_empty());
                    } else {
                        table.options.insert(option.clone(), value.clone());
                    }
                    if option == "character_set" {
                        // Another character set brings its own collation.
                        table.options.remove("collate");
                    }
                }
                if let Some((_, collation)) = options.iter().find(|(it, _)| it == "collate") {
                    table
                        .options
                        .insert("collate".to_owned(), collation.clone());
                }
            }
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
            TableChange::Inherit(parent) => {
                let parent = self.find_relation(parent);
                if let Some(other) = self.schema.table(&parent) {
                    let columns = other.columns.iter().map(|column| column.name.clone());
                    table.own.columns.extend(columns);
                    let constraints = other.constraints.iter().filter_map(|it| it.name().cloned());
                    table.own.constraints.extend(constraints);
                }
                table.inherits.push(parent);
            }
            TableChange::NoInherit(parent) => {
                let parent = self.find_relation(parent);
                table.inherits.retain(|it| *it != parent);
            }
            TableChange::AttachPartition { partition, bound } => {
                if let Some((partition, mut child)) = self.table(partition) {
                    child.partition_of = Some(PartitionOf {
                        parent: name.clone(),
                        bound: bound.clone(),
                    });
                    self.match_partition(table, &partition, &mut child);
                    self.schema.put_table(partition, child);
                }
            }
            TableChange::DetachPartition(partition) => {
                if let Some((partition, mut child)) = self.table(partition) {
                    // What it had from the table stays.
                    child.partition_of = None;
                    self.schema.put_table(partition, child);
                }
            }
            _ => {}
        }
    }

    /// A table that becomes a partition gets the indexes and keys that it lacks.
    fn match_partition(&mut self, parent: &Table, partition: &QualifiedName, child: &mut Table) {
        for index in &parent.indexes {
            let has = |it: &crate::schema::Index| it.parts == index.parts && it.kind == index.kind;
            if !child.indexes.iter().any(has) {
                let mut own = index.clone();
                own.name = Name::unchosen();
                self.add_index(partition, &mut child.indexes, &mut own, Existing::Refuse);
            }
        }
        for constraint in &parent.constraints {
            let is_key = matches!(
                constraint.rule,
                Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::ForeignKey(_)
            );
            let has = child
                .constraints
                .iter()
                .any(|it| same_rule(&it.rule, &constraint.rule, Dialect::Postgresql));
            if is_key && !has {
                let mut own = constraint.clone();
                if !matches!(constraint.rule, Rule::ForeignKey(_)) {
                    own.name = None;
                }
                self.add_constraint(partition, child, own);
            }
        }
    }

    /// What changes in a table changes in those that have their columns from it.
    fn pass_on(&mut self, name: &QualifiedName, change: &TableChange) {
        if self.dialect() != Dialect::Postgresql {
            return;
        }
        let is_passed_on = match change {
            TableChange::AddColumn { .. }
            | TableChange::DropColumn { .. }
            | TableChange::AlterColumn { .. }
            | TableChange::DropConstraint { .. }
            | TableChange::RenameConstraint { .. } => true,
            TableChange::AddConstraint { constraint, .. } => {
                is_inherited(&constraint.rule)
                    || matches!(
                        constraint.rule,
                        Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::ForeignKey(_)
                    )
            }
            _ => false,
        };
        if !is_passed_on {
            return;
        }
        for child in self.children(name) {
            let Some(table) = self.schema.table(&child) else {
                continue;
            };
            match change {
                TableChange::DropConstraint { constraint, .. }
                | TableChange::RenameConstraint { constraint, .. }
                    if table.constraint(constraint).is_none() => {}
                // What it has of its own stays.
                TableChange::DropColumn { column, .. } if table.own.columns.contains(column) => {}
                TableChange::DropConstraint { constraint, .. }
                    if table.own.constraints.contains(constraint) => {}
                TableChange::AddColumn {
                    column, position, ..
                } if table.column(&column.name).is_none() => self.change_table(
                    &child,
                    Scope::WithChildren,
                    &TableChange::AddColumn {
                        column: column.clone(),
                        constraints: Vec::new(),
                        position: position.clone(),
                        existing: Existing::Keep,
                    },
                ),
                TableChange::AddColumn { column, .. } => {
                    let mut table = table.clone();
                    table.own.columns.insert(column.name.clone());
                    self.schema.put_table(child, table);
                }
                TableChange::AddConstraint { constraint, .. }
                    if !is_inherited(&constraint.rule) =>
                {
                    if table.partition_of.is_some() {
                        self.add_key_of_parent(name, &child, constraint);
                    }
                }
                _ => self.change_table(&child, Scope::WithChildren, change),
            }
        }
    }

    /// A partition has the keys of its table: foreign keys under the same name, others under names of
    /// their own.
    fn add_key_of_parent(
        &mut self,
        parent: &QualifiedName,
        partition: &QualifiedName,
        constraint: &Constraint,
    ) {
        let mut own = constraint.clone();
        own.name = None;
        if let Rule::ForeignKey(_) = constraint.rule {
            let added = self
                .schema
                .table(parent)
                .and_then(|it| it.constraints.last());
            own.name = added.and_then(|added| added.name.clone());
        }
        let change = TableChange::AddConstraint {
            constraint: Box::new(own),
            existing: Existing::Refuse,
        };
        self.change_table(partition, Scope::WithChildren, &change);
    }

    /// The tables that are parts of this one.
    pub(super) fn partitions(&self, name: &QualifiedName) -> Vec<QualifiedName> {
        let mut children = self.children(name);
        children.retain(|child| {
            let table = self.schema.table(child);
            table.is_some_and(|table| table.partition_of.is_some())
        });
        children
    }

    /// A key of a divided table goes from its partitions, too, where it has names of its own.
    fn drop_key_of_partitions(&mut self, name: &QualifiedName, dropped: &Rule) {
        for partition in self.partitions(name) {
            let Some(mut table) = self.schema.table(&partition).cloned() else {
                continue;
            };
            let same = |it: &Constraint| same_rule(&it.rule, dropped, Dialect::Postgresql);
            if let Some(position) = table.constraints.iter().position(same) {
                table.constraints.remove(position);
                self.schema.put_table(partition.clone(), table);
            }
            self.drop_key_of_partitions(&partition, dropped);
        }
    }

    /// The tables that have their columns from this one.
    pub(super) fn children(&self, name: &QualifiedName) -> Vec<QualifiedName> {
        let dependents = self.schema.dependents(name);
        let is_child = |table: &Table| {
            table.inherits.contains(name)
                || table
                    .partition_of
                    .as_ref()
                    .is_some_and(|place| place.parent == *name)
        };
        dependents
            .filter(|it| self.schema.table(it).is_some_and(is_child))
            .cloned()
            .collect()
    }
}

/// The names of an index before and after a change that gives it another.
const fn renamed_index(change: &TableChange) -> Option<(&Name, &Name)> {
    match change {
        TableChange::RenameConstraint { constraint, to } => Some((constraint, to)),
        TableChange::AddConstraintUsingIndex {
            name: Some(name),
            index,
            ..
        } => Some((index, name)),
        _ => None,
    }
}

/// Another default character set is for new columns: those that are there keep what they have.
fn keep_character_sets(table: &mut Table) {
    let options = &table.options;
    let of_table = options.get("character_set").cloned();
    let collation = options.get("collate").cloned();
    for column in &mut table.columns {
        if column.is_text() && column.character_set.is_none() && column.collation.is_none() {
            column.collation.clone_from(&collation);
            if collation.is_none() {
                let kept = of_table.clone();
                column.character_set = Some(kept.unwrap_or_else(|| DATABASE_DEFAULT.to_owned()));
            }
        }
    }
}

/// `CONVERT TO CHARACTER SET`: every column that holds text gets the table's, and is made larger
/// where a character may take more bytes than before.
fn convert(table: &mut Table, character_set: &str, collation: Option<&str>) {
    let of_table = table.options.get("character_set").cloned();
    for column in &mut table.columns {
        let before = column.character_set.take().or_else(|| of_table.clone());
        column.collation = None;
        let grows = before
            .is_some_and(|before| bytes_of_character(character_set) > bytes_of_character(&before));
        let larger = match column.data_type.text.to_ascii_lowercase().as_str() {
            "tinytext" => "text",
            "text" => "mediumtext",
            "mediumtext" => "longtext",
            _ => continue,
        };
        if grows {
            larger.clone_into(&mut column.data_type.text);
        }
    }
    let options = &mut table.options;
    options.insert("character_set".to_owned(), character_set.to_owned());
    match collation {
        Some(collation) => options.insert("collate".to_owned(), collation.to_owned()),
        None => options.remove("collate"),
    };
}

/// How many bytes a character takes at most.
fn bytes_of_character(character_set: &str) -> u8 {
    match character_set {
        "utf8mb4" | "utf16" | "utf16le" | "utf32" | "gb18030" => 4,
        "utf8" | "utf8mb3" | "ujis" | "eucjpms" => 3,
        "ucs2" | "big5" | "sjis" | "cp932" | "euckr" | "gb2312" | "gbk" => 2,
        _ => 1,
    }
}
