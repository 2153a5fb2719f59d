use std::collections::BTreeSet;

use crate::schema::Name;

/// Something whose effect is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Why, in lower case and without a full stop.
    pub reason: String,
    /// What it may have touched.
    pub mentions: Mentions,
}

/// What a statement of unknown effect may have touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mentions {
    /// Anything: it runs SQL that it puts together itself.
    Everything,
    /// What has one of the names in it.
    Names(BTreeSet<Name>),
}
