use std::ops::Range;

use super::touch::{StatementTouches, Verb};
use crate::operation::Access;
use crate::schema::Object;

/// Two statements that collide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// How.
    pub kind: CollisionKind,
    /// The object that they collide over.
    pub object: Object,
    /// What the left branch does.
    pub left: Side,
    /// What the right branch does.
    pub right: Side,
    /// What would happen on a database.
    pub outcome: String,
    /// What to do about it.
    pub advice: String,
}

/// The kinds of [`Collision`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CollisionKind {
    /// Both make the same object, such as a column.
    BothCreate,
    /// Both make objects that would have one name.
    SameName,
    /// Both drop or rename the same object.
    BothRemove,
    /// Both insert a row with the same key.
    SameKey,
    /// One drops or renames what the other changes, needs, reads or writes.
    RemovedAndUsed,
    /// One makes what the other changes, needs, reads or writes.
    CreatedAndUsed,
    /// One changes what the other relies on: the columns that `*` stands for, the type of a column
    /// that a foreign key joins.
    AlteredAndUsed,
    /// Both change the same property of an object.
    BothAlter,
    /// One writes rows into a table that the other restructures.
    WrittenAndRestructured,
    /// Both change the same rows, or one changes rows that the other reads.
    SameRows,
}

impl CollisionKind {
    /// Every kind, the gravest first.
    pub const ALL: [Self; 10] = [
        Self::BothCreate,
        Self::SameName,
        Self::BothRemove,
        Self::SameKey,
        Self::RemovedAndUsed,
        Self::CreatedAndUsed,
        Self::AlteredAndUsed,
        Self::BothAlter,
        Self::WrittenAndRestructured,
        Self::SameRows,
    ];

    /// Whether the order decides more than any schema tells: what rows there are, which columns a
    /// query takes, or what is broken without anybody noticing.
    pub(super) const fn is_beyond_the_schema(self) -> bool {
        self.is_about_rows() || matches!(self, Self::RemovedAndUsed | Self::AlteredAndUsed)
    }

    /// Whether the order decides what rows there are, whatever becomes of the schema.
    pub const fn is_about_rows(self) -> bool {
        matches!(
            self,
            Self::SameKey | Self::WrittenAndRestructured | Self::SameRows
        )
    }
}

/// One side of a collision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The revision.
    pub revision: String,
    /// Its script.
    pub path: String,
    /// The statement's bytes in the script.
    pub span: Range<usize>,
    /// The line of its first byte, from 1.
    pub line: usize,
    /// The column of that byte in its line, in characters from 1.
    pub column: usize,
    /// How it touches its object.
    pub verb: Verb,
    /// The object that it touches, which may be a part of the other side's.
    pub object: Object,
}

impl Side {
    pub(super) fn new(statement: &StatementTouches, verb: Verb, object: Object) -> Self {
        Self {
            revision: statement.revision.clone(),
            path: statement.path.clone(),
            span: statement.span.clone(),
            line: statement.line,
            column: statement.column,
            verb,
            object,
        }
    }

    /// What the statement does, as in "drops column `account.email`".
    pub fn text(&self) -> String {
        let object = &self.object;
        match &self.verb {
            Verb::Create { .. } => format!("creates {object}"),
            Verb::Drop => format!("drops {object}"),
            Verb::Rename(to) => format!("renames {object} to `{to}`"),
            Verb::Alter(property) => format!("changes the {property} of {object}"),
            Verb::Need => format!("needs {object}"),
            Verb::TakeColumns => format!("takes every column of {object}"),
            Verb::Refer => format!("refers to {object}"),
            Verb::Rows(Access::Read) => format!("reads {object}"),
            Verb::Rows(Access::Insert) => format!("inserts into {object}"),
            Verb::Rows(Access::Update) => format!("updates {object}"),
            Verb::Rows(Access::Delete) => format!("deletes from {object}"),
        }
    }
}
