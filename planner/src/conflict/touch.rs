use std::collections::BTreeSet;
use std::ops::Range;

use super::named::named;
use super::needs::needs;
use super::rows::RowAccess;
use super::statement_rows::StatementRows;
use crate::compare::{Change, Property, compare_objects};
use crate::evolution::{Evolution, StatementEffect, statements};
use crate::operation::{
    Access, CreateTable, DataChange, Mentions, Operation, TableSource, references,
};
use crate::plan::Direction;
use crate::project::Project;
use crate::replay::{Fault, Place, Replay};
use crate::schema::{ColumnValue, IndexKind, Name, Object, QualifiedName, Rule, Schema, ViewKind};
use crate::source::{LineIndex, Script};
use crate::sql::Dialect;

/// What a statement touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementTouches {
    /// The revision that it is part of.
    pub revision: String,
    /// Its script.
    pub path: String,
    /// Its bytes in the script.
    pub span: Range<usize>,
    /// The line of its first byte, from 1.
    pub line: usize,
    /// The column of that byte in its line, in characters from 1.
    pub column: usize,
    /// What it touches of the schema, and how; each pair once.
    pub touches: Vec<Touch>,
    /// The rows that it reads and writes.
    pub rows: Vec<RowAccess>,
    /// What it may touch besides, where its effect is not known, and why it is not.
    pub unknown: Option<(Mentions, String)>,
    /// What it does, in order.
    pub(super) operations: Vec<Operation>,
    /// The keys that it drops, by which rows were told apart.
    pub(super) dropped_keys: BTreeSet<Object>,
    /// What it is refused for on its own branch, which another branch may set right.
    pub(super) lacking: Vec<Object>,
    /// The relations that it touches and of which not all is known before it.
    pub(super) uncertain: Vec<QualifiedName>,
    /// What it does to its session.
    pub(super) session: SessionEffect,
}

/// What a statement does to what the statements behind it find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SessionEffect {
    /// Nothing but what it does to the schema.
    None,
    /// It changes what their names or their checks mean.
    Changed,
}

/// An object that a statement touches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touch {
    /// Which.
    pub object: Object,
    /// How.
    pub verb: Verb,
}

/// How a statement touches an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// It makes it.
    Create {
        /// Whether rows that are there, or that are written without it, may not fit it.
        restricts: bool,
    },
    /// It drops it.
    Drop,
    /// It gives it this name.
    Rename(String),
    /// It changes a property of it.
    Alter(Property),
    /// It makes something that needs it, or is about a part of it.
    Need,
    /// It takes whatever columns it has, as `SELECT *` does.
    TakeColumns,
    /// It makes a foreign key of rows that may be there, which refers to it.
    Refer,
    /// It reads or writes rows of it.
    Rows(Access),
}

impl Verb {
    /// Whether the object has its name no more afterwards.
    pub const fn removes(&self) -> bool {
        matches!(self, Self::Drop | Self::Rename(_))
    }

    /// Whether the object is what it was afterwards.
    pub const fn only_uses(&self) -> bool {
        matches!(self, Self::Need | Self::TakeColumns | Self::Refer)
    }
}

/// What the statements of a revision's upgrade touch, in order.
///
/// Costs what the revision's statements touch, once its schema is worked out.
pub(super) fn of_revision(
    project: &Project,
    evolution: &mut Evolution,
    revision: &str,
) -> Vec<StatementTouches> {
    let dialect = evolution.dialect();
    let Some(script) = project.script(revision) else {
        return Vec::new();
    };
    let Some(mut replay) = evolution.replay_before(project, revision) else {
        return Vec::new();
    };
    let lines = LineIndex::new(&script.text);
    statements(script, Direction::Upgrade, dialect)
        .into_iter()
        .map(|statement| {
            let before = replay.schema().clone();
            let place = Place {
                path: &script.path,
                line: statement.line,
            };
            replay.take_touched();
            let faults = replay.apply_all(&statement.operations, place);
            let text = &script.text[statement.span.clone()];
            let mut collected = Collected::new(text, &before, &replay);
            collected.copy_data = statement.copy_data.clone().map(|it| &script.text[it]);
            for operation in &statement.operations {
                collected.operation(operation);
            }
            collected.schema_changes(replay.clone().take_touched());
            collected.namespaces();
            let lacking = faults.iter().flat_map(Fault::objects).collect();
            let column = lines.position(statement.span.start).1;
            collected.into_touches(script, statement, column, lacking)
        })
        .collect()
}

struct Collected<'statement> {
    text: &'statement str,
    copy_data: Option<&'statement str>,
    before: &'statement Schema,
    after: &'statement Replay,
    touches: BTreeSet<Touch>,
    rows: BTreeSet<RowAccess>,
    /// What is renamed, so that it is not told as a drop and a creation.
    renamed: BTreeSet<Object>,
    dropped_keys: BTreeSet<Object>,
    unknown: Option<(Mentions, String)>,
}

impl<'statement> Collected<'statement> {
    fn new(text: &'statement str, before: &'statement Schema, after: &'statement Replay) -> Self {
        Self {
            text,
            copy_data: None,
            before,
            after,
            touches: BTreeSet::new(),
            rows: BTreeSet::new(),
            renamed: BTreeSet::new(),
            dropped_keys: BTreeSet::new(),
            unknown: None,
        }
    }

    fn add(&mut self, object: Object, verb: Verb) {
        self.touches.insert(Touch { object, verb });
    }

    fn operation(&mut self, operation: &Operation) {
        let named = named(operation, self.before, self.after);
        let mut after_rename = false;
        for touch in named {
            // A new name follows the old one.
            let is_rename = matches!(touch.verb, Verb::Rename(_));
            if is_rename || after_rename {
                self.renamed.insert(touch.object.clone());
            }
            after_rename = is_rename;
            self.touches.insert(touch);
        }
        match operation {
            Operation::CreateTable(made) => self.sources(made),
            Operation::CreateView { view, .. } => {
                // A view of SQLite has the columns that there are when it is read.
                if self.before.dialect() != Dialect::Sqlite {
                    self.takes_columns(&view.query.text);
                }
                if view.kind == ViewKind::Materialized {
                    self.reads(&view.query.text);
                }
            }
            Operation::Data(change) => self.data(change),
            Operation::Unknown(unknown) => {
                self.unknown = Some((unknown.mentions.clone(), unknown.reason.clone()));
            }
            _ => {}
        }
    }

    fn sources(&mut self, made: &CreateTable) {
        for source in &made.sources {
            if let TableSource::Query { text, .. } = source {
                self.takes_columns(text);
                self.reads(text);
            }
        }
    }

    fn reads(&mut self, query: &str) {
        self.rows.extend(self.statement_rows().of_query(query));
    }

    fn statement_rows(&self) -> StatementRows<'_> {
        StatementRows {
            text: self.text,
            copy_data: self.copy_data,
            before: self.before,
            after: self.after,
        }
    }

    fn data(&mut self, change: &DataChange) {
        if change.touches.iter().any(|it| it.access == Access::Insert) {
            self.takes_columns(self.text);
        }
        self.rows.extend(self.statement_rows().of_change(change));
        if let Some(call) = change.calls.first() {
            let names: BTreeSet<Name> = change
                .calls
                .iter()
                .flat_map(|call| call.mentions.iter().cloned())
                .collect();
            let reason = format!("it calls `{}`, which may do anything", call.routine);
            self.unknown = Some((Mentions::Names(names), reason));
        }
    }

    /// What the schema tells of the statement.
    fn schema_changes(&mut self, touched: BTreeSet<Object>) {
        let after = self.after.schema();
        for difference in compare_objects(self.before, after, touched) {
            let object = difference.object;
            if self.renamed.contains(&object) || self.is_part_of_renamed(&object) {
                continue;
            }
            match difference.change {
                Change::OnlyLeft => {
                    if is_key(&object, self.before) {
                        self.dropped_keys.insert(object.clone());
                    }
                    self.drop_indexes_of(&object);
                    self.add(object, Verb::Drop);
                }
                Change::OnlyRight => {
                    for needed in needs(&object, after) {
                        self.add(needed, Verb::Need);
                    }
                    self.refer(&object, after);
                    let restricts = restricts(&object, after);
                    self.add(object, Verb::Create { restricts });
                }
                Change::Differs { property, .. } => {
                    if matches!(property, Property::Definition) {
                        for needed in needs(&object, after) {
                            self.add(needed, Verb::Need);
                        }
                    }
                    self.add(object, Verb::Alter(property));
                }
            }
        }
    }

    /// A foreign key that is added to a table minds which rows the other has.
    fn refer(&mut self, object: &Object, after: &Schema) {
        let Object::Constraint { table, constraint } = object else {
            return;
        };
        let added = after.table(table).and_then(|it| it.constraint(constraint));
        let Some(Rule::ForeignKey(key)) = added.map(|it| &it.rule) else {
            return;
        };
        for column in &key.referred {
            let (table, column) = (key.table.clone(), column.clone());
            self.add(Object::Column { table, column }, Verb::Refer);
        }
    }

    /// A query that takes every column of what it reads.
    fn takes_columns(&mut self, query: &str) {
        let found = references(query, self.before.dialect());
        if !found.every_column {
            return;
        }
        for touch in found.touches {
            if touch.access == Access::Read {
                let relation = self.after.resolve(&touch.relation, self.before);
                self.add(Object::Table(relation), Verb::TakeColumns);
            }
        }
    }

    /// What is made in a namespace needs it.
    fn namespaces(&mut self) {
        let made = self.touches.iter().filter_map(|touch| {
            let makes = matches!(touch.verb, Verb::Create { .. });
            let namespace = touch.object.namespace().filter(|_| makes)?;
            Some(Touch {
                object: Object::Namespace(namespace.clone()),
                verb: Verb::Need,
            })
        });
        let needed: Vec<Touch> = made.collect();
        self.touches.extend(needed);
    }

    /// The names of a table's indexes are free when it is dropped.
    fn drop_indexes_of(&mut self, object: &Object) {
        let Object::Table(name) = object else {
            return;
        };
        let table = self.before.table(name);
        let indexes = table.into_iter().flat_map(|table| &table.indexes);
        for index in indexes {
            self.touches.insert(Touch {
                object: Object::Index {
                    table: name.clone(),
                    index: index.name.clone(),
                },
                verb: Verb::Drop,
            });
        }
    }

    /// What a renamed table has goes along.
    fn is_part_of_renamed(&self, object: &Object) -> bool {
        let relation = object.relation();
        relation.is_some_and(|relation| {
            let (table, view) = (
                Object::Table(relation.clone()),
                Object::View(relation.clone()),
            );
            self.renamed.contains(&table) || self.renamed.contains(&view)
        })
    }

    fn into_touches(
        self,
        script: &Script,
        statement: StatementEffect,
        column: usize,
        lacking: Vec<Object>,
    ) -> StatementTouches {
        let touched = self.touches.iter().filter_map(|it| it.object.relation());
        let relations = touched.chain(self.rows.iter().map(|it| &it.relation));
        let uncertainty = self.before.uncertainty();
        let uncertain: BTreeSet<&QualifiedName> = relations
            .filter(|&it| uncertainty.of(&Object::Table(it.clone())).is_some())
            .collect();
        StatementTouches {
            revision: script.revision.id.clone(),
            path: script.path.clone(),
            line: statement.line,
            column,
            uncertain: uncertain.into_iter().cloned().collect(),
            session: session_effect(&statement.operations),
            span: statement.span,
            operations: statement.operations,
            lacking,
            dropped_keys: self.dropped_keys,
            touches: self.touches.into_iter().collect(),
            rows: self.rows.into_iter().collect(),
            unknown: self.unknown,
        }
    }
}

fn session_effect(operations: &[Operation]) -> SessionEffect {
    let changes = operations.iter().any(|operation| {
        matches!(
            operation,
            Operation::SetSearchPath(_)
                | Operation::ResetSearchPath
                | Operation::SetForeignKeyChecks(_)
                | Operation::SetViewChecks(_)
        )
    });
    if changes {
        SessionEffect::Changed
    } else {
        SessionEffect::None
    }
}

/// Whether rows are told apart by a constraint or an index.
fn is_key(object: &Object, schema: &Schema) -> bool {
    match object {
        Object::Constraint { table, constraint } => {
            let found = schema.table(table).and_then(|it| it.constraint(constraint));
            found.is_some_and(|it| {
                matches!(
                    it.rule,
                    Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclusion(_)
                )
            })
        }
        Object::Index { .. } => restricts(object, schema),
        _ => false,
    }
}

/// Whether rows may not fit a new object: a constraint, a unique index, a column that takes no nulls
/// and has no default.
fn restricts(object: &Object, schema: &Schema) -> bool {
    match object {
        Object::Constraint { .. } => true,
        Object::Index { table, index } => schema.table(table).is_some_and(|table| {
            table
                .index(index)
                .is_some_and(|index| index.kind == IndexKind::Unique)
        }),
        Object::Column { table, column } => schema.table(table).is_some_and(|table| {
            table.column(column).is_some_and(|column| {
                !column.is_nullable() && column.value == ColumnValue::Given(None)
            })
        }),
        _ => false,
    }
}
