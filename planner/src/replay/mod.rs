//! Carries operations out on a schema, as the database would.
//!
//! What a statement makes on the way (names that nobody gave, sequences of `serial` columns, the
//! indexes that a dropped column takes with it) is made here, by the rules of each database. What a
//! database would refuse is a [`Fault`]; the replay then goes on as well as it can, since whoever
//! looks at a history wants to see all of it.

mod alter_column;
mod alter_constraint;
mod alter_table;
mod broken_view;
mod called;
mod column;
mod column_name;
mod comment;
mod constraint;
mod create_table;
mod data;
mod default_sequence;
mod drop;
mod dropped_column;
mod expression;
mod fault;
mod generated_name;
mod index;
mod like;
mod namespace;
mod needed_key;
mod other;
mod reference;
mod rename;
mod routine;
mod sequence;
mod session;
mod stated;
mod trigger;
mod trigger_text;
mod type_name;
mod unknown;
mod user_type;
mod view;
mod view_text;

pub(crate) use expression::{columns_in, columns_of_rows, names_in};
pub use fault::Fault;

use std::collections::BTreeSet;

use crate::operation::Operation;
use crate::schema::{Cause, Name, Object, QualifiedName, Schema, Table};
use crate::sql::Dialect;

use session::Session;

/// A schema, and the session in which statements change it.
///
/// A copy takes constant time, so that a state can be kept for each revision.
#[derive(Debug, Clone)]
pub struct Replay {
    schema: Schema,
    session: Session,
}

/// Where a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'script> {
    /// The script's path; empty where it is from none.
    pub path: &'script str,
    /// The line of the statement's first byte, from 1.
    pub line: usize,
}

impl Place<'_> {
    /// No place: the statement is from no script.
    pub const NONE: Self = Self { path: "", line: 0 };

    /// The statement as a cause of uncertainty.
    fn cause(self, reason: impl Into<String>) -> Cause {
        Cause {
            path: self.path.to_owned(),
            line: self.line,
            reason: reason.into(),
        }
    }
}

impl Replay {
    /// A new session in a database with this schema.
    pub fn new(schema: Schema) -> Self {
        Self {
            session: Session::new(schema.dialect()),
            schema,
        }
    }

    /// The same for sessions whose names without a namespace are in this one: `current_schema()`,
    /// `DATABASE()`. In the schema, they have none.
    #[must_use]
    pub fn in_namespace(self, default: Name) -> Self {
        Self {
            schema: self.schema,
            session: Session::in_namespace(Some(default)),
        }
    }

    /// An empty database.
    pub fn empty(dialect: Dialect) -> Self {
        Self::new(Schema::new(dialect))
    }

    /// The schema as it is now.
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The schema as it is now.
    pub fn into_schema(self) -> Schema {
        self.schema
    }

    /// The objects that may have changed since this was asked last.
    pub fn take_touched(&mut self) -> BTreeSet<Object> {
        self.schema.take_touched()
    }

    /// The relation that a name means in this session: where `schema` has one that it may mean, that.
    pub(crate) fn resolve(&self, name: &QualifiedName, schema: &Schema) -> QualifiedName {
        let mut schema = schema.clone();
        let mut session = self.session.clone();
        let step = Step {
            schema: &mut schema,
            session: &mut session,
            place: Place::NONE,
            faults: Vec::new(),
        };
        step.find_relation(name)
    }

    /// Carries an operation of the statement at `place` out. Gives what the database would refuse
    /// of it for certain.
    ///
    /// What it costs depends on what the operation is about, and grows at most with the logarithm
    /// of the schema's size; save for renaming and dropping a namespace, a type or a function,
    /// which look at every object.
    pub fn apply(&mut self, operation: &Operation, place: Place<'_>) -> Vec<Fault> {
        let mut step = Step {
            schema: &mut self.schema,
            session: &mut self.session,
            place,
            faults: Vec::new(),
        };
        step.apply(operation);
        step.faults
    }

    /// Carries out operations that are of one statement.
    pub fn apply_all<'operations>(
        &mut self,
        operations: impl IntoIterator<Item = &'operations Operation>,
        place: Place<'_>,
    ) -> Vec<Fault> {
        let operations = operations.into_iter();
        operations.flat_map(|it| self.apply(it, place)).collect()
    }
}

/// One operation while it is carried out.
struct Step<'replay> {
    schema: &'replay mut Schema,
    session: &'replay mut Session,
    place: Place<'replay>,
    faults: Vec<Fault>,
}

impl Step<'_> {
    fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::CreateNamespace { name, existing } => self.create_namespace(name, *existing),
            Operation::RenameNamespace { name, to } => self.rename_namespace(name, to),
            Operation::CreateExtension {
                name,
                extension,
                existing,
            } => self.create_extension(name, extension, *existing),
            Operation::UpdateExtension {
                name,
                version,
                namespace,
            } => self.update_extension(name, version.as_deref(), namespace.as_ref()),
            Operation::CreateTable(made) => self.create_table(made),
            Operation::AlterTable {
                table,
                scope,
                missing,
                changes,
            } => self.alter_table(table, *scope, *missing, changes),
            Operation::CreateIndex {
                table,
                index,
                existing,
            } => self.create_index(table, index, *existing),
            Operation::AlterIndex {
                index,
                missing,
                change,
            } => self.alter_index(index, *missing, change),
            Operation::CreateView {
                name,
                view,
                existing,
            } => self.create_view(name, view, *existing),
            Operation::AlterView {
                view,
                missing,
                change,
                ..
            } => self.alter_view(view, *missing, change),
            Operation::CreateSequence {
                name,
                sequence,
                existing,
            } => self.create_sequence(name, sequence, *existing),
            Operation::AlterSequence {
                sequence,
                missing,
                changes,
            } => self.alter_sequence(sequence, *missing, changes),
            Operation::CreateType { name, definition } => self.create_type(name, definition),
            Operation::AlterType { user_type, changes } => self.alter_type(user_type, changes),
            Operation::CreateRoutine {
                name,
                routine,
                existing,
            } => self.create_routine(name, routine, *existing),
            Operation::AlterRoutine { routine, change } => self.alter_routine(routine, change),
            Operation::CreateTrigger {
                name,
                trigger,
                existing,
            } => self.create_trigger(name, trigger, *existing),
            Operation::RenameTrigger { table, name, to } => self.rename_trigger(table, name, to),
            Operation::CreateOther {
                kind,
                table,
                name,
                object,
                existing,
            } => self.create_other(*kind, table.as_ref(), name, object, *existing),
            Operation::AlterOther {
                kind,
                table,
                name,
                missing,
                change,
            } => self.alter_other(*kind, table.as_ref(), name, *missing, change),
            Operation::Drop {
                dropped,
                missing,
                behavior,
            } => self.drop(dropped, *missing, *behavior),
            Operation::Comment { on, comment } => self.comment(on, comment.as_deref()),
            Operation::SetSearchPath(path) => self.session.set_search_path(path),
            Operation::ResetSearchPath => self.session.reset_search_path(),
            Operation::SetForeignKeyChecks(checks) => self.session.foreign_key_checks = *checks,
            Operation::SetViewChecks(checks) => self.session.view_checks = *checks,
            Operation::Use(relations) => self.use_relations(relations),
            Operation::Data(change) => self.data(change),
            Operation::Unknown(unknown) => self.unknown(unknown),
        }
    }

    const fn dialect(&self) -> Dialect {
        self.schema.dialect()
    }

    /// Tells a fault, unless what it is about is not known for certain.
    fn fault(&mut self, fault: Fault) {
        if self.schema.uncertainty().of(fault.object()).is_none() {
            self.faults.push(fault);
        }
    }

    /// Tells that something does not exist. What no statement has made may be older than the
    /// history, so from then on nothing of it is certain.
    fn missing(&mut self, object: impl Into<Object>) {
        let object = object.into();
        let name = object.relation().map(|relation| relation.name.clone());
        let fault = Fault::DoesNotExist {
            object: object.clone(),
        };
        let cause = self.place.cause(fault.to_string());
        self.fault(fault);
        let is_relation = matches!(object, Object::Table(_) | Object::View(_));
        if let Some(name) = name.filter(|_| is_relation) {
            self.schema.uncertainty_mut().add_names([name], cause);
        }
    }

    /// The table that `name` means, to change it; tells if there is none.
    fn table(&mut self, name: &QualifiedName) -> Option<(QualifiedName, Table)> {
        let found = self.find_relation(name);
        if let Some(table) = self.schema.table(&found) {
            return Some((found, table.clone()));
        }
        match self.schema.relation(&found) {
            Some(relation) => {
                let is = relation.noun();
                self.fault(Fault::OtherKind {
                    object: Object::Table(found),
                    is,
                });
            }
            None => self.missing(Object::Table(found)),
        }
        None
    }
}
