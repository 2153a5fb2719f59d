use serde::{Deserialize, Serialize};

use super::{IndexPartDocument, NameDocument, is_unset, names};
use crate::schema::{
    Check, Constraint, Enforcement, Exclusion, ForeignKey, Inheritance, Key, MatchKind, Nulls,
    ReferentialAction, Rule, Timing, Validity,
};

/// A constraint of a table or a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct ConstraintDocument {
    /// Its name, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether the database chose the name.
    #[serde(default, skip_serializing_if = "is_unset")]
    pub generated_name: bool,
    /// What it demands.
    #[serde(flatten)]
    pub rule: RuleDocument,
    /// `deferrable` or `deferred`, where it can be checked later than at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timing: Option<String>,
    /// Whether nobody looked whether the rows that were there before it fulfil it.
    #[serde(default, skip_serializing_if = "is_unset")]
    pub not_valid: bool,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// What a constraint demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RuleDocument {
    /// The columns tell the rows apart, and take no nulls.
    PrimaryKey {
        /// The columns.
        parts: Vec<IndexPartDocument>,
        /// Columns that the index carries besides.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        include: Vec<String>,
    },
    /// The columns tell the rows apart.
    Unique {
        /// The columns.
        parts: Vec<IndexPartDocument>,
        /// Columns that the index carries besides.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        include: Vec<String>,
        /// Whether two nulls are the same.
        #[serde(default, skip_serializing_if = "is_unset")]
        nulls_not_distinct: bool,
    },
    /// The columns' values are those of a row elsewhere.
    ForeignKey {
        /// The columns of this table.
        columns: Vec<String>,
        /// The other table.
        table: NameDocument,
        /// The columns of the other table; none stands for its primary key.
        referred: Vec<String>,
        /// What happens when the other row is deleted: `CASCADE`, …
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on_delete: Option<String>,
        /// What happens when the other row's columns change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on_update: Option<String>,
        /// `FULL` or `PARTIAL`.
        #[serde(rename = "match", default, skip_serializing_if = "Option::is_none")]
        match_kind: Option<String>,
    },
    /// Something is true of each row.
    Check {
        /// What.
        expression: String,
        /// Whether tables that inherit do not have it.
        #[serde(default, skip_serializing_if = "is_unset")]
        no_inherit: bool,
        /// Whether nobody looks.
        #[serde(default, skip_serializing_if = "is_unset")]
        not_enforced: bool,
    },
    /// No two rows stand in a relation to each other (PostgreSQL).
    Exclusion {
        /// The index's method.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        method: Option<String>,
        /// The things that are compared.
        parts: Vec<IndexPartDocument>,
        /// The operator of each.
        operators: Vec<String>,
        /// Which rows it is about; all where nothing is said.
        #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
        predicate: Option<String>,
    },
}

impl ConstraintDocument {
    pub(super) fn of(constraint: &Constraint) -> Self {
        Self {
            name: constraint.name().map(ToString::to_string),
            generated_name: constraint.has_generated_name(),
            rule: RuleDocument::of(&constraint.rule),
            timing: match constraint.timing {
                Timing::Immediate => None,
                Timing::Deferrable => Some("deferrable".to_owned()),
                Timing::Deferred => Some("deferred".to_owned()),
            },
            not_valid: constraint.validity == Validity::NotValid,
            comment: constraint.comment.clone(),
        }
    }
}

impl RuleDocument {
    fn of(rule: &Rule) -> Self {
        match rule {
            Rule::PrimaryKey(key) => Self::PrimaryKey {
                parts: parts(key),
                include: names(&key.include),
            },
            Rule::Unique(key) => Self::Unique {
                parts: parts(key),
                include: names(&key.include),
                nulls_not_distinct: key.nulls == Nulls::NotDistinct,
            },
            Rule::ForeignKey(key) => Self::foreign_key(key),
            Rule::Check(check) => Self::check(check),
            Rule::Exclusion(exclusion) => Self::exclusion(exclusion),
        }
    }

    fn foreign_key(key: &ForeignKey) -> Self {
        let action = |action: ReferentialAction| {
            (action != ReferentialAction::NoAction).then(|| action.sql().to_owned())
        };
        Self::ForeignKey {
            columns: names(&key.columns),
            table: NameDocument::of(&key.table),
            referred: names(&key.referred),
            on_delete: action(key.on_delete),
            on_update: action(key.on_update),
            match_kind: match key.match_kind {
                MatchKind::Simple => None,
                MatchKind::Full => Some("FULL".to_owned()),
                MatchKind::Partial => Some("PARTIAL".to_owned()),
            },
        }
    }

    fn check(check: &Check) -> Self {
        Self::Check {
            expression: check.expression.to_string(),
            no_inherit: check.inheritance == Inheritance::NotInherited,
            not_enforced: check.enforcement == Enforcement::NotEnforced,
        }
    }

    fn exclusion(exclusion: &Exclusion) -> Self {
        let index = &exclusion.index;
        Self::Exclusion {
            method: index.method.clone(),
            parts: index.parts.iter().map(IndexPartDocument::of).collect(),
            operators: exclusion.operators.clone(),
            predicate: index.predicate.as_ref().map(ToString::to_string),
        }
    }
}

fn parts(key: &Key) -> Vec<IndexPartDocument> {
    key.parts.iter().map(IndexPartDocument::of).collect()
}
