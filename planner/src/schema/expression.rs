use std::fmt;

/// An SQL expression, as it was written or as a database shows it.
///
/// Two spellings of one expression are different values; [`compare`](mod@crate::compare) knows
/// what they mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Expression {
    /// The expression, without parentheses around the whole of it that only its place demands.
    pub text: String,
}

impl Expression {
    /// An expression as it was written.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
