/// What a script declares about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// Its id.
    pub id: String,
    /// The ids that it follows: none makes it a base, two or more make it a merge.
    pub down_revisions: Vec<String>,
    /// The ids or labels that must be applied before it, without being its parents.
    pub depends_on: Vec<String>,
    /// The branch labels that it owns.
    pub branch_labels: Vec<String>,
    /// What it is for, in a line.
    pub message: String,
    /// When it was written, as the script says it.
    pub created: Option<String>,
}

impl Revision {
    /// The most characters of an id that the version table's column, a `VARCHAR(32)`, holds.
    pub const LONGEST_ID: usize = 32;

    /// The characters that targets use and ids therefore cannot have: Alembic's
    /// `_revision_illegal_chars`.
    pub(crate) const TARGET_CHARACTERS: [char; 4] = ['@', '-', '+', ':'];

    /// The words that mean something else as a target.
    pub const TARGET_WORDS: [&str; 4] = ["head", "heads", "base", "current"];

    /// Whether a revision can have this id: one that is not empty and has none of the characters
    /// that targets use, `@`, `-`, `+` and `:`.
    pub fn is_legal_id(id: &str) -> bool {
        !id.is_empty() && !id.contains(Self::TARGET_CHARACTERS)
    }

    /// Whether an id or a branch label can be written down, in a header's list and in the name of a
    /// file.
    pub fn is_writable_name(name: &str) -> bool {
        Self::is_legal_id(name)
            && !name.contains([',', '/', '\\'])
            && !name.contains(|it: char| it.is_whitespace() || it.is_control())
    }
}
