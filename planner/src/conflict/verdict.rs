use super::Failure;
use crate::compare::Difference;
use crate::schema::Cause;

/// Whether two branches can both be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// In any order, and the schema is the same.
    Independent(Independence),
    /// In one order, or in both with another result.
    OrderMatters {
        /// What fails if the left branch comes first.
        left_first: Vec<Failure>,
        /// What fails if the right branch comes first.
        right_first: Vec<Failure>,
        /// What differs from the schema with the left branch first to that with the right one first.
        differences: Vec<Difference>,
    },
    /// Whichever comes second fails.
    CannotBothApply {
        /// What fails if the left branch comes first.
        left_first: Vec<Failure>,
        /// What fails if the right branch comes first.
        right_first: Vec<Failure>,
    },
    /// It cannot be known.
    Unknown {
        /// The statements whose effect is not known and that may touch what the other branch does.
        causes: Vec<Cause>,
    },
}

/// Why two branches do not depend on each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Independence {
    /// One of them has no revisions of its own.
    OneContainsTheOther,
    /// They touch different objects.
    DifferentObjects,
    /// They touch some of the same, and either order gives the same schema.
    SameResult {
        /// The names of what both touch, sorted.
        shared: Vec<String>,
        /// The tables whose columns stand in the order in which the branches are applied, sorted.
        reordered: Vec<String>,
    },
}

impl Verdict {
    /// A stable name: `independent`, `order_matters`, `cannot_both_apply`, `unknown`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Independent(_) => "independent",
            Self::OrderMatters { .. } => "order_matters",
            Self::CannotBothApply { .. } => "cannot_both_apply",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// Whether both cannot be applied, or only in one order, or with another result.
    pub const fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::OrderMatters { .. } | Self::CannotBothApply { .. }
        )
    }

    /// Whether a merge needs no thought.
    pub const fn is_independent(&self) -> bool {
        matches!(self, Self::Independent(_))
    }

    /// What becomes of the two, as the rest of a sentence.
    pub fn text(&self) -> String {
        match self {
            Self::Independent(independence) => format!("independent{}", independence.reason()),
            Self::OrderMatters { .. } => "the order matters".to_owned(),
            Self::CannotBothApply { .. } => "both cannot be applied".to_owned(),
            Self::Unknown { .. } => "nobody can tell".to_owned(),
        }
    }
}

impl Independence {
    /// A stable name: `one_contains_the_other`, `different_objects`, `same_result`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::OneContainsTheOther => "one_contains_the_other",
            Self::DifferentObjects => "different_objects",
            Self::SameResult { .. } => "same_result",
        }
    }

    fn reason(&self) -> String {
        let Self::SameResult { shared, reordered } = self else {
            let reason = match self {
                Self::OneContainsTheOther => "one contains the other",
                _ => "they touch different objects",
            };
            return format!(", since {reason}");
        };
        let order = if reordered.is_empty() {
            String::new()
        } else {
            format!(
                ", but for the order of the columns of {}",
                quoted(reordered)
            )
        };
        format!(
            ": both touch {}, and either order gives the same schema{order}",
            quoted(shared)
        )
    }
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
