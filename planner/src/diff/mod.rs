//! Writes the operations that lead from one schema to another.
//!
//! What differs is [`compare`](mod@crate::compare)'s business; here it is put into an order in which a
//! database takes it. Everything that stands in the way goes first, what is needed is made before
//! what needs it, and what nothing needs any more goes last.

mod cast;
mod circles;
mod column;
mod comment;
mod constraint;
mod drop;
mod foreign_key;
mod held;
mod index;
mod mysql;
mod mysql_type;
mod order;
mod other;
mod postgresql;
mod rename;
mod routine;
mod sequence;
mod sqlite;
mod step;
mod table;
mod trigger;
mod user_type;
mod verify;
mod view;

pub(crate) use rename::apply as apply_renames;
pub use rename::{Rename, probable_renames};
pub use step::{Action, Generated, Note, Step};

use std::collections::{BTreeMap, BTreeSet};

use circles::Circles;
use drop::tables_of;

use crate::compare::{Change, Property, compare};
use crate::operation::Operation;
use crate::schema::{Name, Object, QualifiedName, Schema, Table};
use crate::sql::Dialect;

/// The steps from one schema to another.
///
/// `renames` says which objects of `from` are which of `to` under another name; whatever it does not
/// say is dropped and made anew. What is uncertain on either side is left alone. Linear in the
/// schemas, apart from logarithms.
///
/// What the steps leave is worked out and compared with `to`; where something differs still, a note
/// at the end says so.
pub fn diff(from: &Schema, to: &Schema, renames: &[Rename]) -> Generated {
    reach(from, to, renames).0
}

/// The same, with the schema that the steps leave. It may be `to` by another way: with an index that
/// was there before and does what another one was to do.
pub(crate) fn reach(from: &Schema, to: &Schema, renames: &[Rename]) -> (Generated, Schema) {
    let (renamed, steps) = rename::apply(from, renames);
    let mut difference = Difference::new(&renamed, to);
    difference.steps = steps;
    difference.write();
    let mut generated = Generated {
        steps: difference.steps,
        transaction: difference.transaction,
    };
    let reached = verify::verify(from, to, &mut generated);
    (generated, reached.unwrap_or_else(|| to.clone()))
}

/// The steps that make a schema in an empty database. What is uncertain is made as it is known.
pub fn definition(schema: &Schema) -> Generated {
    let empty = Schema::new(schema.dialect());
    diff(&empty, &schema.as_known(), &[])
}

/// Two schemas, what differs between them, and the steps so far.
struct Difference<'schemas> {
    from: &'schemas Schema,
    to: &'schemas Schema,
    /// What `to` alone has.
    created: BTreeSet<Object>,
    /// What `from` alone has.
    dropped: BTreeSet<Object>,
    /// What both have, with the properties that differ.
    altered: BTreeMap<Object, BTreeSet<Property>>,
    /// Views that go before tables change and come back after that.
    recreated_views: BTreeSet<QualifiedName>,
    /// Triggers that do.
    recreated_triggers: BTreeSet<(QualifiedName, Name)>,
    /// Foreign keys that do, by table and name in `from`.
    recreated_foreign_keys: BTreeSet<(QualifiedName, Name)>,
    /// The circles of tables that come.
    made_circles: Circles,
    /// Those of tables that go.
    gone_circles: Circles,
    /// Tables that are made anew with their rows (SQLite).
    rebuilt: BTreeSet<QualifiedName>,
    /// Enums that are made anew with other labels (PostgreSQL).
    replaced_enums: BTreeSet<QualifiedName>,
    /// The names of routines that go before others come under them (PostgreSQL).
    replaced_routines: BTreeSet<QualifiedName>,
    /// What enums that are made anew were called first (PostgreSQL).
    outdated_types: Vec<QualifiedName>,
    steps: Vec<Step>,
    transaction: crate::source::SectionTransaction,
}

impl<'schemas> Difference<'schemas> {
    fn new(from: &'schemas Schema, to: &'schemas Schema) -> Self {
        let mut difference = Self {
            from,
            to,
            created: BTreeSet::new(),
            dropped: BTreeSet::new(),
            altered: BTreeMap::new(),
            recreated_views: BTreeSet::new(),
            recreated_triggers: BTreeSet::new(),
            recreated_foreign_keys: BTreeSet::new(),
            made_circles: Circles::default(),
            gone_circles: Circles::default(),
            rebuilt: BTreeSet::new(),
            replaced_enums: BTreeSet::new(),
            replaced_routines: BTreeSet::new(),
            outdated_types: Vec::new(),
            steps: Vec::new(),
            transaction: crate::source::SectionTransaction::Inside,
        };
        for found in compare(from, to) {
            match found.change {
                Change::OnlyLeft => {
                    difference.dropped.insert(found.object);
                }
                Change::OnlyRight => {
                    difference.created.insert(found.object);
                }
                // A column stays where it is.
                Change::Differs {
                    property: Property::Position,
                    ..
                } => {}
                Change::Differs {
                    property: Property::Kind,
                    ..
                } => {
                    // One thing goes and another comes.
                    difference.replace(found.object);
                }
                Change::Differs { property, .. } => {
                    let properties = difference.altered.entry(found.object).or_default();
                    properties.insert(property);
                }
            }
        }
        difference.made_circles = Circles::among(to, &tables_of(&difference.created));
        difference.gone_circles = Circles::among(from, &difference.dropped_tables());
        difference
    }

    /// Drops an object and makes what `to` has under its name.
    fn replace(&mut self, object: Object) {
        let relation = object.relation().cloned();
        let made = relation.and_then(|name| Some(self.to.relation(&name)?.object(&name)));
        self.created.insert(made.unwrap_or_else(|| object.clone()));
        self.dropped.insert(object);
    }

    const fn dialect(&self) -> Dialect {
        self.from.dialect()
    }

    /// Writes all steps.
    fn write(&mut self) {
        self.choose_rebuilt();
        self.mark_held();
        self.choose_recreated();
        // The renames, which come first, are of the same transaction.
        let renames = std::mem::take(&mut self.steps);
        self.begin_without_foreign_keys();
        self.steps.extend(renames);
        self.create_namespaces_and_extensions();
        self.drop_others();
        self.drop_triggers();
        self.drop_views();
        self.drop_foreign_keys();
        self.drop_constraints_and_indexes();
        self.drop_held_defaults();
        self.drop_computed_columns();
        if self.dialect() != Dialect::Sqlite {
            self.drop_tables();
        }
        self.write_types();
        self.create_sequences();
        self.create_routines_before_tables();
        self.create_tables();
        self.alter_tables();
        if self.dialect() == Dialect::Sqlite {
            // A table that refers to one that goes has been made anew without that by now. Before,
            // SQLite would delete its rows, or refuse.
            self.drop_tables();
        }
        self.create_constraints_and_indexes();
        self.drop_columns();
        self.create_routines_after_tables();
        self.set_held_defaults();
        self.create_foreign_keys();
        self.own_sequences();
        self.create_views();
        self.create_triggers();
        self.create_others();
        self.write_comments();
        self.drop_the_rest();
        self.commit_without_foreign_keys();
    }

    fn operation(&mut self, operation: Operation) {
        self.noted(operation, Vec::new());
    }

    fn noted(&mut self, operation: Operation, notes: Vec<Note>) {
        self.steps.push(Step {
            action: Action::Operation(Box::new(operation)),
            notes,
        });
    }

    fn sql(&mut self, sql: impl Into<String>, notes: Vec<Note>) {
        self.steps.push(Step {
            action: Action::Sql(sql.into()),
            notes,
        });
    }

    /// The properties of an object that differ.
    fn properties(&self, object: &Object) -> BTreeSet<Property> {
        self.altered.get(object).cloned().unwrap_or_default()
    }

    /// The tables that both have and in which anything differs but their triggers, by name.
    fn altered_tables(&self) -> Vec<(QualifiedName, &'schemas Table, &'schemas Table)> {
        let objects = self
            .created
            .iter()
            .chain(&self.dropped)
            .chain(self.altered.keys());
        let names: BTreeSet<&QualifiedName> = objects
            .filter(|object| !matches!(object, Object::Trigger { .. } | Object::Other(_)))
            .filter_map(Object::relation)
            .collect();
        names
            .into_iter()
            .filter_map(|name| {
                let (from, to) = (self.from.table(name)?, self.to.table(name)?);
                Some((name.clone(), from, to))
            })
            .collect()
    }

    /// Whether a table has its columns from another on both sides, so that what changes there
    /// changes here by itself.
    fn follows_parent(from: &Table, to: &Table) -> bool {
        from.partition_of.is_some() && to.partition_of.is_some()
            || (!from.inherits.is_empty() && from.inherits == to.inherits)
    }

    fn column(table: &QualifiedName, column: &Name) -> Object {
        Object::Column {
            table: table.clone(),
            column: column.clone(),
        }
    }
}
