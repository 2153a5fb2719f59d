use std::collections::HashSet;

use super::default_sequence::next_value;
use super::{Fault, Step};
use crate::operation::{CreateTable, Existing, TableSource};
use crate::schema::{
    Column, ColumnValue, IndexOrigin, Nullability, Object, Persistence, QualifiedName, Rule,
    Sequence, SequenceOwner, Table, TypeDefinition,
};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn create_table(&mut self, made: &CreateTable) {
        let name = self.new_name(&made.name, made.table.persistence);
        if let Some(object) = self.object_at(&name) {
            match made.existing {
                Existing::Keep => return,
                Existing::Replace => {
                    self.remove_table(&name);
                }
                Existing::Refuse => self.fault(Fault::AlreadyExists { object }),
            }
        }
        self.refuse_type_of_rows(&name);
        self.schema.uncertainty_mut().remove_name(&name.name);
        let mut table = Table {
            constraints: Vec::new(),
            indexes: Vec::new(),
            inherits: made
                .table
                .inherits
                .iter()
                .map(|it| self.find_relation(it))
                .collect(),
            ..made.table.clone()
        };
        self.refuse_double_columns(&name, &table);
        self.take_inherited(&name, &mut table);
        let mut constraints = made.table.constraints.clone();
        let mut indexes = made.table.indexes.clone();
        for source in &made.sources {
            self.take_source(&name, source, &mut table, &mut constraints, &mut indexes);
        }
        if self.dialect() == Dialect::Postgresql {
            for position in 0..table.columns.len() {
                self.resolve_type(&mut table.columns[position].data_type);
                self.resolve_sequence(&mut table.columns[position]);
                self.expand_serial(&name, &mut table.columns[position]);
            }
        }
        self.take_partition(&name, &mut table, &mut indexes);
        for options in &made.column_options {
            self.take_column_options(&name, &mut table, options);
        }
        self.add_new_constraints(&name, &mut table, constraints);
        for mut index in indexes {
            if !index.name.is_chosen() {
                index.origin = IndexOrigin::Unnamed;
                index.name = self.name_of_index(
                    &name,
                    &table.indexes,
                    index.kind,
                    &index.parts,
                    &index.include,
                );
            }
            table.indexes.push(index);
        }
        if self.dialect() == Dialect::Mysql {
            add_foreign_key_indexes(self, &name, &mut table);
        }
        self.schema.put_table(name, table);
    }

    fn refuse_double_columns(&mut self, name: &QualifiedName, table: &Table) {
        let mut seen = HashSet::new();
        for column in &table.columns {
            if !seen.insert(&column.name) {
                self.fault(Fault::AlreadyExists {
                    object: Object::Column {
                        table: name.clone(),
                        column: column.name.clone(),
                    },
                });
            }
        }
    }

    /// Primary key first, then unique keys, checks and foreign keys, as PostgreSQL makes them,
    /// which decides who gets which name.
    fn add_new_constraints(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        constraints: Vec<crate::schema::Constraint>,
    ) {
        let order = |rule: &Rule| match rule {
            Rule::Check(_) => 0,
            Rule::PrimaryKey(_) => 1,
            Rule::Unique(_) | Rule::Exclusion(_) => 2,
            Rule::ForeignKey(_) => 3,
        };
        let mut constraints = constraints;
        if self.dialect() == Dialect::Postgresql {
            constraints.sort_by_key(|constraint| order(&constraint.rule));
        }
        for constraint in constraints {
            self.add_constraint(name, table, constraint);
        }
    }

    /// `serial` stands for an integer whose default is the next value of a sequence that belongs to
    /// it: <https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL>.
    pub(super) fn expand_serial(&mut self, table: &QualifiedName, column: &mut Column) {
        let integer = match column.data_type.text.to_ascii_lowercase().as_str() {
            "serial" | "serial4" => "integer",
            "bigserial" | "serial8" => "bigint",
            "smallserial" | "serial2" => "smallint",
            _ => return,
        };
        integer.clone_into(&mut column.data_type.text);
        let sequence = self.sequence_name(table, &column.name);
        column.value = ColumnValue::Given(Some(next_value(&sequence)));
        column.nullability = Nullability::NotNull;
        let owner = SequenceOwner {
            table: table.clone(),
            column: column.name.clone(),
        };
        self.schema.put_sequence(
            sequence,
            Sequence {
                data_type: Some(column.data_type.clone()),
                owner: Some(owner),
                ..Sequence::default()
            },
        );
    }

    fn take_source(
        &mut self,
        name: &QualifiedName,
        source: &TableSource,
        table: &mut Table,
        constraints: &mut Vec<crate::schema::Constraint>,
        indexes: &mut Vec<crate::schema::Index>,
    ) {
        match source {
            TableSource::Like(like) => self.take_like(like, table, constraints, indexes),
            TableSource::OfType { name } => {
                let name = self.find_type(name);
                let attributes = match self.schema.user_type(&name).map(|it| &it.definition) {
                    Some(TypeDefinition::Composite { attributes }) => attributes.clone(),
                    _ => return self.missing(Object::Type(name)),
                };
                let columns = attributes.into_iter().map(|attribute| Column {
                    collation: attribute.collation,
                    ..Column::new(attribute.name, attribute.data_type)
                });
                table.columns.extend(columns);
            }
            // Gone by the end of the session, and in nobody's way.
            TableSource::Query { .. } if table.persistence == Persistence::Temporary => {}
            TableSource::Query { .. } => {
                let reason = "the columns of a table that is made of a query are not worked out";
                let cause = self.place.cause(reason);
                let names = [name.name.clone()];
                self.schema.uncertainty_mut().add_names(names, cause);
            }
        }
    }

    /// What a statement says of a column that comes from elsewhere.
    fn take_column_options(&mut self, name: &QualifiedName, table: &mut Table, options: &Column) {
        let Some(column) = table.column_mut(&options.name) else {
            return self.missing(Object::Column {
                table: name.clone(),
                column: options.name.clone(),
            });
        };
        if options.value != ColumnValue::Given(None) {
            column.value = options.value.clone();
        }
        if options.nullability == Nullability::NotNull {
            column.nullability = Nullability::NotNull;
        }
    }

    /// Columns and checks of the tables that it inherits from come first.
    fn take_inherited(&mut self, name: &QualifiedName, table: &mut Table) {
        let mut columns: Vec<Column> = Vec::new();
        for parent in table.inherits.clone() {
            let Some((_, parent)) = self.table(&parent) else {
                continue;
            };
            for column in parent.columns {
                if !columns.iter().any(|it| it.name == column.name) {
                    columns.push(inherited(column));
                }
            }
            for constraint in parent.constraints {
                if is_inherited(&constraint.rule) {
                    table.constraints.push(constraint);
                }
            }
        }
        if columns.is_empty() {
            return;
        }
        for column in std::mem::take(&mut table.columns) {
            match columns.iter_mut().find(|it| it.name == column.name) {
                Some(inherited) => {
                    table.own.columns.insert(column.name.clone());
                    redefine_inherited(inherited, column);
                }
                None => columns.push(column),
            }
        }
        table.columns = columns;
        debug_assert!(name.name.is_chosen());
    }

    /// A partition has its parent's columns, constraints and indexes.
    fn take_partition(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        indexes: &mut Vec<crate::schema::Index>,
    ) {
        let Some(place) = table.partition_of.clone() else {
            return;
        };
        let Some((parent_name, parent)) = self.table(&place.parent) else {
            return;
        };
        if let Some(place) = &mut table.partition_of {
            place.parent = parent_name;
        }
        table.columns = parent
            .columns
            .iter()
            .map(|column| Column {
                comment: None,
                ..column.clone()
            })
            .collect();
        for constraint in &parent.constraints {
            let mut own = constraint.clone();
            own.comment = None;
            if matches!(own.rule, Rule::PrimaryKey(_) | Rule::Unique(_)) {
                // Their indexes are named anew.
                own.name = None;
                self.add_constraint(name, table, own);
            } else {
                table.constraints.push(own);
            }
        }
        for index in &parent.indexes {
            let mut own = index.clone();
            own.comment = None;
            own.name = crate::schema::Name::unchosen();
            own.origin = IndexOrigin::Given;
            indexes.push(own);
        }
    }
}

/// A column as a child has it: without what is said of it, and without its identity (`MergeAttributes`).
fn inherited(column: Column) -> Column {
    let value = match column.value {
        ColumnValue::Identity(_) => ColumnValue::Given(None),
        value => value,
    };
    Column {
        comment: None,
        value,
        ..column
    }
}

/// A column that a table defines though it inherits it: what is not said is as it is inherited.
fn redefine_inherited(inherited: &mut Column, own: Column) {
    if own.nullability == Nullability::NotNull {
        inherited.nullability = Nullability::NotNull;
    }
    if own.value != ColumnValue::Given(None) {
        inherited.value = own.value;
    }
}

/// Whether children of a table have a constraint of it.
pub(super) fn is_inherited(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Check(check) if check.inheritance == crate::schema::Inheritance::Inherited
    )
}

/// InnoDB makes an index for each foreign key that no other index serves.
fn add_foreign_key_indexes(step: &Step<'_>, name: &QualifiedName, table: &mut Table) {
    let constraints = table.constraints.clone();
    for constraint in &constraints {
        if let Rule::ForeignKey(key) = &constraint.rule {
            step.add_index_for(name, table, constraint.name(), key);
        }
    }
}
