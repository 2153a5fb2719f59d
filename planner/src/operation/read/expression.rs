use super::cursor::{Cursor, Outcome};
use crate::schema::Expression;

/// The words that end an expression in a column's definition, since only the column's next
/// property can begin with them.
const ENDS: [&str; 31] = [
    "CONSTRAINT",
    "NOT NULL",
    "NULL",
    "CHECK",
    "UNIQUE",
    "PRIMARY",
    "KEY",
    "REFERENCES",
    "COLLATE",
    "GENERATED",
    "DEFERRABLE",
    "NOT DEFERRABLE",
    "NOT VALID",
    "INITIALLY",
    "ON UPDATE",
    "COMMENT",
    "AUTO_INCREMENT",
    "AUTOINCREMENT",
    "STORAGE",
    "COMPRESSION",
    "COLUMN_FORMAT",
    "VISIBLE",
    "INVISIBLE",
    "FIRST",
    "AFTER",
    "DEFAULT",
    "WITH",
    "USING",
    "ENGINE_ATTRIBUTE",
    "CHARACTER SET",
    "CHARSET",
];

impl Cursor<'_> {
    /// The expression behind `DEFAULT` or `ON UPDATE`, which nothing encloses.
    pub(super) fn default_expression(&mut self) -> Outcome<Expression> {
        let text = self.text_until(|cursor| ENDS.iter().any(|words| cursor.is_at(words)))?;
        Ok(Expression::new(text))
    }
}
