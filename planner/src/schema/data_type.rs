use std::fmt;

/// A type, as it was written or as a database names it.
///
/// Two spellings of one type are different values; [`compare`](mod@crate::compare) knows what
/// they mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DataType {
    /// The type with its length, array brackets and the like, and no collation.
    pub text: String,
}

impl DataType {
    /// A type as it was written.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

impl fmt::Display for DataType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
