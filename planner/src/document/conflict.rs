use serde::{Deserialize, Serialize};

use super::{CauseDocument, DiagnosticDocument, DifferenceDocument, LocationDocument};
use crate::conflict::{Collision, Conflict, Failure, Independence, Side, Verdict};
use crate::schema::Object;

/// Branches beside each other, and what is between each two of them.
///
/// It is what `limbeck conflicts --format json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SurveyDocument {
    /// The heads, the one that the others are to be merged into first if there is one.
    pub heads: Vec<HeadDocument>,
    /// The pairs that have something to do with each other; all others are independent.
    pub pairs: Vec<PairDocument>,
    /// What keeps scripts from being put together.
    pub diagnostics: Vec<DiagnosticDocument>,
}

/// A head that is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeadDocument {
    /// The branch of git that it is of, if it is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// The revision.
    pub revision: String,
}

/// Two heads, and what is between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PairDocument {
    /// The position of the one among the heads, from 0.
    pub left: usize,
    /// The position of the other.
    pub right: usize,
    /// What is between them.
    pub conflict: ConflictDocument,
}

/// What is between two heads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictDocument {
    /// The one head.
    pub left: String,
    /// The other.
    pub right: String,
    /// The revisions that only the left one has, parents first.
    pub left_only: Vec<String>,
    /// The revisions that only the right one has, parents first.
    pub right_only: Vec<String>,
    /// `independent`, `order_matters`, `cannot_both_apply` or `unknown`.
    #[cfg_attr(
        feature = "json-schema",
        schemars(extend("enum" = ["independent", "order_matters", "cannot_both_apply", "unknown"]))
    )]
    pub verdict: String,
    /// The same for people, as the rest of a sentence.
    pub text: String,
    /// Why they are independent, if they are: `one_contains_the_other`, `different_objects` or
    /// `same_result`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What both touch, where either order gives the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<String>,
    /// The tables whose columns stand in the order in which the branches are applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reordered: Vec<String>,
    /// The statements that fail if the left branch comes first.
    pub left_first: Vec<FailureDocument>,
    /// The statements that fail if the right branch comes first.
    pub right_first: Vec<FailureDocument>,
    /// What differs from the schema with the left branch first to that with the right one first.
    pub differences: Vec<DifferenceDocument>,
    /// The statements whose effect is not known, where that is why nobody can tell.
    pub causes: Vec<CauseDocument>,
    /// The statements that collide, in the order of the left ones.
    pub collisions: Vec<CollisionDocument>,
}

/// A statement that a database would refuse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FailureDocument {
    /// The revision.
    pub revision: String,
    /// The script's path.
    pub path: String,
    /// The line of the statement's first byte, from 1.
    pub line: usize,
    /// Why it fails.
    pub message: String,
}

/// Two statements that collide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CollisionDocument {
    /// How: the code of the diagnostic that tells of it, such as `both_create`.
    pub kind: String,
    /// The object that they collide over.
    pub object: ObjectDocument,
    /// What the left branch does.
    pub left: SideDocument,
    /// What the right branch does.
    pub right: SideDocument,
    /// What would happen on a database.
    pub outcome: String,
    /// What to do about it.
    pub advice: String,
}

/// An object of a schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ObjectDocument {
    /// What it is: `table`, `column`, `index`, …
    pub kind: String,
    /// Its name, with that of its table where it is a column.
    pub name: String,
}

/// One side of a collision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SideDocument {
    /// The revision.
    pub revision: String,
    /// The statement.
    pub location: LocationDocument,
    /// What it does, as in "drops column `account.email`".
    pub text: String,
}

impl ConflictDocument {
    /// The document of a conflict.
    pub fn of(conflict: &Conflict) -> Self {
        let mut document = Self {
            left: conflict.left.clone(),
            right: conflict.right.clone(),
            left_only: conflict.left_only.clone(),
            right_only: conflict.right_only.clone(),
            verdict: conflict.verdict.name().to_owned(),
            text: conflict.verdict.text(),
            reason: None,
            shared: Vec::new(),
            reordered: Vec::new(),
            left_first: Vec::new(),
            right_first: Vec::new(),
            differences: Vec::new(),
            causes: Vec::new(),
            collisions: conflict
                .collisions
                .iter()
                .map(CollisionDocument::of)
                .collect(),
        };
        match &conflict.verdict {
            Verdict::Independent(independence) => {
                document.reason = Some(independence.name().to_owned());
                if let Independence::SameResult { shared, reordered } = independence {
                    document.shared.clone_from(shared);
                    document.reordered.clone_from(reordered);
                }
            }
            Verdict::OrderMatters {
                left_first,
                right_first,
                differences,
            } => {
                document.fails(left_first, right_first);
                let differences = differences.iter();
                document.differences = differences.map(DifferenceDocument::plain).collect();
            }
            Verdict::CannotBothApply {
                left_first,
                right_first,
            } => document.fails(left_first, right_first),
            Verdict::Unknown { causes } => {
                document.causes = causes.iter().map(CauseDocument::of).collect();
            }
        }
        document
    }

    fn fails(&mut self, left_first: &[Failure], right_first: &[Failure]) {
        self.left_first = left_first.iter().map(FailureDocument::of).collect();
        self.right_first = right_first.iter().map(FailureDocument::of).collect();
    }
}

impl FailureDocument {
    fn of(failure: &Failure) -> Self {
        Self {
            revision: failure.revision.clone(),
            path: failure.path.clone(),
            line: failure.line,
            message: failure.message.clone(),
        }
    }
}

impl CollisionDocument {
    fn of(collision: &Collision) -> Self {
        Self {
            kind: collision.kind.name().to_owned(),
            object: ObjectDocument::of(&collision.object),
            left: SideDocument::of(&collision.left),
            right: SideDocument::of(&collision.right),
            outcome: collision.outcome.clone(),
            advice: collision.advice.clone(),
        }
    }
}

impl ObjectDocument {
    /// The document of `object`.
    pub fn of(object: &Object) -> Self {
        Self {
            kind: object.noun().to_owned(),
            name: object.name(),
        }
    }
}

impl SideDocument {
    fn of(side: &Side) -> Self {
        Self {
            revision: side.revision.clone(),
            location: LocationDocument::of(&side.location()),
            text: side.text(),
        }
    }
}
