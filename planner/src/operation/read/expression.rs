use super::cursor::{Cursor, Outcome};
use crate::schema::Expression;

/// The words that end an expression in a column's definition, since only the column's next
/// property can begin with them.
const ENDS: [&str; 32] = [
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
    "WITH SYSTEM VERSIONING",
    "WITHOUT SYSTEM VERSIONING",
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

#[cfg(test)]
mod tests {
    use crate::operation::read;
    use crate::replay::{Place, Replay};
    use crate::schema::{Name, NameKind, Nullability, QualifiedName};
    use crate::sql::Dialect;

    #[test]
    fn a_cast_to_a_type_of_several_words() {
        let dialect = Dialect::Postgresql;
        let mut replay = Replay::empty(dialect);
        let statement = "CREATE TABLE a (d timestamptz DEFAULT '2026-02-03'::timestamp with time zone NOT NULL)";
        replay.apply_all(&read(statement, dialect), Place::NONE);
        let name = |text| Name::stored(text, NameKind::Relation, dialect);
        let table = replay.schema().table(&QualifiedName::from(name("a")));
        let column = table
            .and_then(|it| it.column(&name("d")))
            .expect("it reads");
        let default = column.default().map(ToString::to_string);
        assert_eq!(
            default.as_deref(),
            Some("'2026-02-03'::timestamp with time zone")
        );
        assert_eq!(column.nullability, Nullability::NotNull);
    }
}
