//! Values of the planner that travel by their names, since its own types do not serialize.

use limbeck_planner::plan::TransactionMode;
use limbeck_planner::sql::Dialect;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serializer};

/// A choice among a few.
pub trait Named: Copy {
    /// Its name.
    fn name(self) -> &'static str;

    /// The one of this name, if there is one.
    fn named(name: &str) -> Option<Self>;
}

impl Named for Dialect {
    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn named(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

impl Named for TransactionMode {
    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn named(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// Writes the name.
pub(super) fn serialize<T: Named, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(value.name())
}

/// Reads the name.
pub(super) fn deserialize<'de, T: Named, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let name = String::deserialize(from)?;
    T::named(&name).ok_or_else(|| D::Error::custom(format!("`{name}` is none of those known")))
}

/// The same where there may be none.
pub(super) mod option {
    use serde::de::Error as _;

    use super::{Deserialize, Deserializer, Named, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands over the field as it is")]
    pub(in crate::worker) fn serialize<T: Named, S: Serializer>(
        value: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.serialize_some(value.name()),
            None => to.serialize_none(),
        }
    }

    pub(in crate::worker) fn deserialize<'de, T: Named, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        let Some(name) = Option::<String>::deserialize(from)? else {
            return Ok(None);
        };
        let found = T::named(&name);
        found
            .map(Some)
            .ok_or_else(|| D::Error::custom(format!("`{name}` is none of those known")))
    }
}
