//! What is worth telling a person about the scripts, and where.

use std::fmt;
use std::ops::Range;

/// One thing to tell, at a place or about the whole project.
///
/// The message says what is wrong, in lower case and without a full stop; what to do is the
/// help. Whoever shows it decides how: the command prints an excerpt, the page a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Which kind of thing it is; stable, for filters and documentation.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Where, if it is at a place.
    pub location: Option<Location>,
    /// Other places that belong to it, each with what it has to do with it.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Whether a plan that meets it is refused.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Plans that meet it are refused.
    Error,
    /// Worth mending, and nothing is refused for it.
    Warning,
    /// Worth knowing.
    Information,
}

/// A place in a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The script's path, as it was given.
    pub path: String,
    /// The bytes meant; empty at the place of something that is missing.
    pub span: Range<usize>,
    /// The line of the span's start, from 1.
    pub line: usize,
    /// The column of the span's start in characters, from 1.
    pub column: usize,
}

impl Severity {
    /// `error`, `warning` or `information`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
        }
    }
}

/// Another place that belongs to a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What it has to do with the diagnostic.
    pub message: String,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The kinds of diagnostics.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the stations that find them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable name, for filters and documentation.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// What the code stands for, for documentation.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+),)+
                }
            }
        }
    };
}

codes! {
    /// The configuration cannot be read.
    Configuration = "configuration",
    /// A file or a folder could not be read.
    Unreadable = "unreadable",
    /// The file is not UTF-8 text.
    NotUtf8 = "not_utf8",
    /// A file holds a byte at which databases stop reading.
    NulByte = "nul_byte",
    /// Different files were given under one path.
    DuplicateFile = "duplicate_file",
    /// The file has nothing in it.
    EmptyFile = "empty_file",
    /// The file is SQL, but no migration script.
    NotAScript = "not_a_script",
    /// The file does not say which revision it is.
    MissingRevision = "missing_revision",
    /// Ids differ in case alone, which MySQL does not see.
    AlikeRevisions = "alike_revisions",
    /// An id is empty or has a character that targets use.
    InvalidRevision = "invalid_revision",
    /// A branch label that no target can name.
    InvalidBranchLabel = "invalid_branch_label",
    /// A header line has a key that Limbeck does not know.
    UnknownHeaderKey = "unknown_header_key",
    /// A header key stands there twice.
    DuplicateHeaderKey = "duplicate_header_key",
    /// The `-- migrate:up` marker is missing.
    MissingMarker = "missing_marker",
    /// A marker stands there twice.
    DuplicateMarker = "duplicate_marker",
    /// The markers stand in the wrong order.
    MisplacedMarker = "misplaced_marker",
    /// A line looks like a marker and is none.
    UnknownMarker = "unknown_marker",
    /// A marker has an option that Limbeck does not know.
    UnknownMarkerOption = "unknown_marker_option",
    /// SQL stands before the first marker, where it would never run.
    StrayText = "stray_text",
    /// A string is never closed.
    UnterminatedString = "unterminated_string",
    /// A quoted identifier is never closed.
    UnterminatedIdentifier = "unterminated_identifier",
    /// A block comment is never closed.
    UnterminatedComment = "unterminated_comment",
    /// A dollar quote is never closed.
    UnterminatedDollarQuote = "unterminated_dollar_quote",
    /// The data of a `COPY … FROM stdin` has no closing line.
    UnterminatedCopyData = "unterminated_copy_data",
    /// The body of a trigger or routine never ends.
    UnterminatedBody = "unterminated_body",
    /// A parenthesis is never closed, and takes statements behind it in.
    UnclosedParenthesis = "unclosed_parenthesis",
    /// Something stands on the line of a `COPY … FROM stdin`, before its data.
    TextBeforeCopyData = "text_before_copy_data",
    /// A command for `psql`, `mysql` or `sqlite3` itself, which no server understands.
    ClientCommand = "client_command",
    /// A `DELIMITER` line that sets no usable delimiter.
    InvalidDelimiter = "invalid_delimiter",
    /// A statement begins or ends a transaction inside a section that runs in one.
    TransactionControl = "transaction_control",
    /// The database refuses the statement inside a transaction, and the section runs in one.
    RefusedInTransaction = "refused_in_transaction",
    /// The statement does nothing inside a transaction, and the section runs in one.
    IgnoredInTransaction = "ignored_in_transaction",
    /// A statement that the parser cannot read; it still runs as it is written.
    OpaqueStatement = "opaque_statement",
    /// A statement of a declared schema that cannot be read.
    UnreadableStatement = "unreadable_statement",
    /// A statement makes something that is there already.
    AlreadyExists = "already_exists",
    /// A statement is about something that no statement before it makes.
    DoesNotExist = "does_not_exist",
    /// A statement drops or changes something that something else needs.
    StillNeeded = "still_needed",
    /// A statement changes something in a way that what it is does not allow.
    ImpossibleChange = "impossible_change",
    /// A downgrade does not bring back the schema that its upgrade found.
    DowngradeDiffers = "downgrade_differs",
    /// A revision has no downgrade.
    NoWayBack = "no_way_back",
    /// Two scripts have one id.
    DuplicateRevision = "duplicate_revision",
    /// A script names a parent that no script declares.
    MissingDownRevision = "missing_down_revision",
    /// A script depends on a revision or label that no script declares.
    MissingDependency = "missing_dependency",
    /// A revision is its own ancestor.
    Cycle = "cycle",
    /// A revision depends on itself by way of others.
    DependencyCycle = "dependency_cycle",
    /// A revision names itself as its parent or dependency.
    SelfLoop = "self_loop",
    /// Two revisions own one branch label, or a label is also an id.
    DuplicateBranchLabel = "duplicate_branch_label",
    /// The history cannot be run from base to its heads and back.
    ImpossibleOrder = "impossible_order",
    /// The history has more than one head.
    MultipleHeads = "multiple_heads",
    /// A script differs between two branches, and git cannot merge it.
    Unmergeable = "unmergeable",
    /// Two branches have different scripts of one revision, and git merges them.
    ScriptsDiffer = "scripts_differ",
    /// Two branches make the same object.
    BothCreate = "both_create",
    /// Two branches make objects that would have one name.
    SameName = "same_name",
    /// Two branches drop or rename the same object.
    BothRemove = "both_remove",
    /// Two branches insert a row with the same key.
    SameKey = "same_key",
    /// A branch drops or renames what another one changes, needs, reads or writes.
    RemovedAndUsed = "removed_and_used",
    /// A branch makes what another one changes, needs, reads or writes.
    CreatedAndUsed = "created_and_used",
    /// One branch changes what the other relies on.
    AlteredAndUsed = "altered_and_used",
    /// Two branches change the same property of an object.
    BothAlter = "both_alter",
    /// A branch writes rows into a table that another one restructures.
    WrittenAndRestructured = "written_and_restructured",
    /// Two branches change the same rows, or one changes rows that the other reads.
    SameRows = "same_rows",
    /// Two branches can be applied in one order only, or leave another schema in another order, and no
    /// two statements of theirs say why.
    OrderMatters = "order_matters",
    /// Two branches cannot both be applied, and no two statements of theirs say why.
    CannotBothApply = "cannot_both_apply",
    /// Whether two branches can both be applied depends on a statement whose effect is not known.
    UnknownEffect = "unknown_effect",
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
