use super::{DataType, Expression, Name, QualifiedName, SequenceOptions};
use crate::operation::qualified_name;
use crate::sql::Dialect;
use crate::sql::lexer::{LexemeKind, Lexer};

/// Stands for the character set that is the database's, and that no statement names.
pub const DATABASE_DEFAULT: &str = "default";

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: Name,
    /// Its type. SQLite allows none, which is an empty text.
    pub data_type: DataType,
    /// Whether it takes nulls.
    pub nullability: Nullability,
    /// Where a value comes from when none is given.
    pub value: ColumnValue,
    /// What a change of the row sets it to (MySQL's `ON UPDATE`).
    pub on_update: Option<Expression>,
    /// The collation, where it is not the type's or the table's.
    pub collation: Option<String>,
    /// The character set, where it is not the table's (MySQL); [`DATABASE_DEFAULT`] where it was the
    /// database's when the table got another.
    pub character_set: Option<String>,
    /// What is said of it.
    pub comment: Option<String>,
}

impl Column {
    /// A column that takes nulls and has nothing besides its type.
    pub const fn new(name: Name, data_type: DataType) -> Self {
        Self {
            name,
            data_type,
            nullability: Nullability::Nullable,
            value: ColumnValue::Given(None),
            on_update: None,
            collation: None,
            character_set: None,
            comment: None,
        }
    }

    /// The default, if it has one.
    pub const fn default(&self) -> Option<&Expression> {
        match &self.value {
            ColumnValue::Given(default) => default.as_ref(),
            _ => None,
        }
    }

    /// Whether it holds text, which has a character set (MySQL).
    pub(crate) fn is_text(&self) -> bool {
        let data_type = self.data_type.text.to_ascii_lowercase();
        let words = ["char", "text", "enum", "set", "long varchar"];
        words.iter().any(|word| data_type.contains(word))
    }

    /// The sequence whose next value is its default, as the default names it (PostgreSQL).
    pub fn counts_by(&self) -> Option<QualifiedName> {
        self.default().and_then(named_sequence)
    }

    /// Whether it takes nulls. A column of a primary key does not, which the table knows.
    pub fn is_nullable(&self) -> bool {
        self.nullability == Nullability::Nullable
    }
}

/// The sequence that `nextval('…')` names, as it is written.
fn named_sequence(default: &Expression) -> Option<QualifiedName> {
    let text = &default.text;
    if !text.to_ascii_lowercase().contains("nextval") {
        return None;
    }
    let dialect = Dialect::Postgresql;
    let mut lexemes =
        Lexer::new(text, 0..text.len(), dialect).filter(|lexeme| !lexeme.kind.is_trivia());
    let is_call = lexemes
        .by_ref()
        .any(|lexeme| text[lexeme.span].eq_ignore_ascii_case("nextval"));
    if !is_call {
        return None;
    }
    lexemes
        .next()
        .filter(|lexeme| lexeme.kind == LexemeKind::OpenParenthesis)?;
    let name = lexemes
        .next()
        .filter(|lexeme| matches!(lexeme.kind, LexemeKind::String(_)))?;
    qualified_name(text[name.span].trim_matches('\''), dialect)
}

/// Whether a column or a domain takes nulls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nullability {
    /// It does.
    Nullable,
    /// It does not.
    NotNull,
}

/// Where the value of a column comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnValue {
    /// From whoever inserts a row, or else from the default, if there is one.
    Given(Option<Expression>),
    /// It is computed from other columns.
    Generated {
        /// How.
        expression: Expression,
        /// When.
        storage: GeneratedStorage,
    },
    /// From a sequence that belongs to the column (PostgreSQL's `GENERATED … AS IDENTITY`).
    Identity(Identity),
    /// One more than the last (MySQL's `AUTO_INCREMENT`, SQLite's `AUTOINCREMENT`).
    AutoIncrement,
}

/// When a generated column is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeneratedStorage {
    /// When the row is written.
    Stored,
    /// When the row is read.
    Virtual,
}

/// The sequence of an identity column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Whether a given value goes before the sequence's.
    pub generation: IdentityGeneration,
    /// The sequence.
    pub options: SequenceOptions,
}

/// Whether a given value goes before an identity column's sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityGeneration {
    /// It does not, unless the insert says `OVERRIDING SYSTEM VALUE`.
    Always,
    /// It does.
    ByDefault,
}
