use super::Existing;
use crate::schema::{Column, Constraint, Index, Name, QualifiedName, Table};

/// `CREATE TABLE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateTable {
    /// Its name.
    pub name: QualifiedName,
    /// What the statement says of it. Constraints and indexes may have no names yet; a
    /// PostgreSQL column of a `serial` type is still of that.
    pub table: Table,
    /// Where columns come from besides, in order.
    pub sources: Vec<TableSource>,
    /// What the statement says of columns that come from elsewhere, with `OF` or `PARTITION OF`:
    /// columns without a type.
    pub column_options: Vec<Column>,
    /// What if it is there.
    pub existing: Existing,
}

/// Where a new table has columns from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableSource {
    /// `LIKE …`.
    Like(LikeTable),
    /// `OF type` (PostgreSQL).
    OfType {
        /// The composite type.
        name: QualifiedName,
    },
    /// `AS SELECT …`. What columns it gives, the model does not work out.
    Query {
        /// The query.
        text: String,
        /// The names of the columns, where the statement lists them.
        columns: Vec<Name>,
    },
}

/// `LIKE …`, and what is copied besides names, types and `NOT NULL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikeTable {
    /// The other table.
    pub name: QualifiedName,
    /// The columns that stand before it in the statement.
    pub position: usize,
    /// What is copied.
    pub including: Including,
}

/// What `LIKE` copies besides names, types and `NOT NULL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Including {
    /// `INCLUDING COMMENTS`.
    pub comments: bool,
    /// `INCLUDING CONSTRAINTS`: checks.
    pub constraints: bool,
    /// `INCLUDING DEFAULTS`.
    pub defaults: bool,
    /// `INCLUDING GENERATED`.
    pub generated: bool,
    /// `INCLUDING IDENTITY`.
    pub identity: bool,
    /// `INCLUDING INDEXES`: also primary keys, unique and exclusion constraints.
    pub indexes: bool,
}

impl Including {
    /// `INCLUDING ALL`, and MySQL's `LIKE`.
    pub const ALL: Self = Self {
        comments: true,
        constraints: true,
        defaults: true,
        generated: true,
        identity: true,
        indexes: true,
    };
}

impl CreateTable {
    /// A new table that is what `columns`, `constraints` and `indexes` say.
    pub fn new(
        name: QualifiedName,
        columns: Vec<Column>,
        constraints: Vec<Constraint>,
        indexes: Vec<Index>,
    ) -> Self {
        Self {
            name,
            table: Table {
                columns,
                constraints,
                indexes,
                ..Table::default()
            },
            sources: Vec::new(),
            column_options: Vec::new(),
            existing: Existing::Refuse,
        }
    }
}
