use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CauseDocument;
use crate::compare::{Change, Difference};
use crate::evolution::Origin;
use crate::schema::{Cause, Object};

/// What differs between two schemas.
///
/// It is what `limbeck diff --format json` and `limbeck drift --format json` print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ComparisonDocument {
    /// What the left side is, for people.
    pub left: String,
    /// What the right side is, for people.
    pub right: String,
    /// Whether no difference was found.
    pub equal: bool,
    /// The differences, in the order of objects.
    pub differences: Vec<DifferenceDocument>,
    /// The statements on either side whose effect is not known. What they may have touched was not
    /// compared.
    pub uncertain: Vec<CauseDocument>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DifferenceDocument {
    /// What differs: `table`, `column`, `index`, …
    pub kind: String,
    /// Its name, with that of its table where it is a column.
    pub name: String,
    /// The table, view or domain that it belongs to, if it is a part of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// `only_left`, `only_right` or `differs`.
    #[cfg_attr(
        feature = "json-schema",
        schemars(extend("enum" = ["only_left", "only_right", "differs"]))
    )]
    pub change: String,
    /// The property that differs: `type`, `nullability`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// What it is on the left; empty where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// What it is on the right; empty where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    /// The last statement of the history that made, changed or removed it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<OriginDocument>,
}

/// A statement of a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OriginDocument {
    /// The revision.
    pub revision: String,
    /// The script's path.
    pub path: String,
    /// The line of the statement's first byte, from 1.
    pub line: usize,
}

impl ComparisonDocument {
    /// The document of what differs between two sides, with what each is called, with the
    /// statements that made what differs, and with what was not compared.
    pub fn of(
        (left, right): (&str, &str),
        differences: &[Difference],
        origins: &BTreeMap<Object, Origin>,
        uncertain: &[&Cause],
    ) -> Self {
        Self {
            left: left.to_owned(),
            right: right.to_owned(),
            equal: differences.is_empty(),
            differences: differences
                .iter()
                .map(|difference| DifferenceDocument::of(difference, origins))
                .collect(),
            uncertain: uncertain.iter().copied().map(CauseDocument::of).collect(),
        }
    }
}

impl DifferenceDocument {
    /// The document of a difference where nobody asks which statement made it.
    pub fn plain(difference: &Difference) -> Self {
        Self::of(difference, &BTreeMap::new())
    }

    /// The document of a difference, with the statement that made what differs, if `origins` has it.
    pub fn of(difference: &Difference, origins: &BTreeMap<Object, Origin>) -> Self {
        let object = &difference.object;
        let (change, property, left, right) = match &difference.change {
            Change::OnlyLeft => ("only_left", None, None, None),
            Change::OnlyRight => ("only_right", None, None, None),
            Change::Differs {
                property,
                left,
                right,
            } => (
                "differs",
                Some(property.name().to_owned()),
                Some(left.clone()),
                Some(right.clone()),
            ),
        };
        let is_whole = matches!(object, Object::Table(_) | Object::View(_));
        let of = object.relation().filter(|_| !is_whole);
        Self {
            kind: object.noun().to_owned(),
            name: object.name(),
            of: of.map(ToString::to_string),
            change: change.to_owned(),
            property,
            left,
            right,
            script: origins.get(object).map(|origin| OriginDocument {
                revision: origin.revision.clone(),
                path: origin.path.clone(),
                line: origin.line,
            }),
        }
    }
}
