//! What a database shows as SQL, read as a script's statements are.

use limbeck_planner::operation::{Operation, TableChange, read};
use limbeck_planner::schema::{
    Cause, Constraint, ConstraintName, Index, Name, NameOrigin, Object, OtherObject, Schema,
    Trigger,
};
use limbeck_planner::sql::{Dialect, identifier};

/// What the one statement `sql` does, if it can be read.
pub(super) fn operation(sql: &str, dialect: Dialect) -> Option<Operation> {
    let mut operations = read(sql.trim_end().trim_end_matches(';'), dialect);
    match operations.len() {
        1 => operations
            .pop()
            .filter(|operation| !matches!(operation, Operation::Unknown(_))),
        _ => None,
    }
}

/// The constraint that `definition` stands for behind its name.
pub(super) fn constraint(name: &Name, definition: &str, dialect: Dialect) -> Option<Constraint> {
    let sql = format!(
        "ALTER TABLE t ADD CONSTRAINT {} {definition}",
        identifier(name.as_str(), dialect)
    );
    let Operation::AlterTable { mut changes, .. } = operation(&sql, dialect)? else {
        return None;
    };
    match changes.pop()? {
        TableChange::AddConstraint { constraint, .. } => Some(Constraint {
            name: Some(ConstraintName {
                name: name.clone(),
                origin: NameOrigin::Given,
            }),
            ..*constraint
        }),
        _ => None,
    }
}

/// The index that a `CREATE INDEX` makes.
pub(super) fn index(sql: &str, dialect: Dialect) -> Option<Index> {
    match operation(sql, dialect)? {
        Operation::CreateIndex { index, .. } => Some(*index),
        _ => None,
    }
}

/// The trigger that a `CREATE TRIGGER` makes.
pub(super) fn trigger(sql: &str, dialect: Dialect) -> Option<Trigger> {
    match operation(sql, dialect)? {
        Operation::CreateTrigger { trigger, .. } => Some(*trigger),
        _ => None,
    }
}

/// The object that is known by name and text alone and that a `CREATE …` makes.
pub(super) fn other(sql: &str, dialect: Dialect) -> Option<OtherObject> {
    match operation(sql, dialect)? {
        Operation::CreateOther { object, .. } => Some(object),
        _ => None,
    }
}

/// Notes that an object is there, and that what the database says of it cannot be read.
pub(super) fn mark_unreadable(schema: &mut Schema, object: &Object) {
    let cause = Cause {
        path: String::new(),
        line: 0,
        reason: format!("what the database says of {object} cannot be read"),
    };
    schema.mark_uncertain(object, cause);
}
