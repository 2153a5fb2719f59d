//! What Limbeck answers, in the oracle's words.

use limbeck_planner::history::{History, Revision};
use limbeck_planner::plan::{self, VersionOperation};
use limbeck_planner::target::{self, Placement, PlacementError, Splice, TargetError};
use serde_json::{Map, Value, json};

use crate::case::{NEW_ID, Question};

/// Everything that a history says about itself.
pub fn graph(history: &History) -> Value {
    let revisions: Map<String, Value> = history
        .revisions()
        .iter()
        .map(|Revision { id, .. }| {
            let mut children = history.children(id);
            children.sort_unstable();
            let facts = json!({
                "branch_labels": history.branch_labels(id),
                "is_branch_point": history.is_branch_point(id),
                "is_merge_point": history.is_merge_point(id),
                "children": children,
                "dependencies": history.dependencies(id),
            });
            (id.clone(), facts)
        })
        .collect();
    json!({
        "heads": history.heads(),
        "effective_heads": history.effective_heads(),
        "bases": history.bases(),
        "effective_bases": history.effective_bases(),
        "revisions": revisions,
    })
}

/// The answer to `question`, or the kind of the refusal. `table` holds the version table's rows,
/// and moves with the questions that move them.
pub fn answer(
    history: &History,
    table: &mut Vec<String>,
    question: &Question,
) -> Result<Value, &'static str> {
    match question {
        Question::Upgrade(target) => {
            let order = plan::upgrade(history, table, target).map_err(|it| kind(&it))?;
            Ok(steps(table, &order))
        }
        Question::Downgrade(target) => {
            let order = plan::downgrade(history, table, target).map_err(|it| kind(&it))?;
            Ok(steps(table, &order))
        }
        Question::Stamp(targets) => {
            let stamp = plan::stamp(history, table, targets).map_err(|it| kind(&it))?;
            let steps = stamp
                .steps
                .iter()
                .map(|step| {
                    let operations = &step.version_operations;
                    json!({
                        "revision": null,
                        "from": step.from,
                        "to": step.to.iter().collect::<Vec<_>>(),
                        "operations": operations_to_json(operations),
                        "rows": apply(table, operations),
                    })
                })
                .collect();
            assert_eq!(stamp.to, sorted(table));
            Ok(steps)
        }
        Question::Range(range) => {
            let revisions = target::range(history, table, range).map_err(|it| kind(&it))?;
            Ok(ids(revisions))
        }
        Question::Show(name) => {
            let revisions = target::revisions(history, name).map_err(|it| kind(&it))?;
            Ok(ids(revisions))
        }
        Question::Start(name) => match target::revision(history, name) {
            Ok(Some(revision)) => Ok(json!([revision.id])),
            Ok(None) => Err("no_revision"),
            Err(error) => Err(kind(&error)),
        },
        Question::Current => {
            let mut current: Vec<&str> = target::current_revisions(history, table)
                .map_err(|it| kind(&it))?
                .iter()
                .map(|it| it.id.as_str())
                .collect();
            current.sort_unstable();
            Ok(json!(current))
        }
        Question::Place {
            heads,
            splice,
            branch_labels,
            depends_on,
        } => {
            let placement = Placement {
                id: NEW_ID.to_owned(),
                heads: heads.clone(),
                splice: if *splice {
                    Splice::Allowed
                } else {
                    Splice::Refused
                },
                branch_labels: branch_labels.clone(),
                depends_on: depends_on.clone(),
            };
            match target::place(history, &placement) {
                Ok(revision) => Ok(json!({
                    "down_revision": revision.down_revisions,
                    "branch_labels": revision.branch_labels,
                    "depends_on": revision.depends_on,
                })),
                Err(error) => Err(kind_of_placement(&error)),
            }
        }
    }
}

fn steps(table: &mut Vec<String>, order: &plan::Order) -> Value {
    assert_eq!(order.from, sorted(table));
    let steps = order
        .steps
        .iter()
        .map(|step| {
            json!({
                "revision": step.revision,
                "from": step.from,
                "to": step.to,
                "operations": operations_to_json(&step.version_operations),
                "rows": apply(table, &step.version_operations),
            })
        })
        .collect();
    assert_eq!(order.to, sorted(table));
    steps
}

fn operations_to_json(operations: &[VersionOperation]) -> Value {
    operations
        .iter()
        .map(|operation| match operation {
            VersionOperation::Insert { revision } => json!(["insert", revision]),
            VersionOperation::Delete { revision } => json!(["delete", revision]),
            VersionOperation::Update { from, to } => json!(["update", from, to]),
        })
        .collect()
}

/// Does to the table what a database would do, and gives the rows, sorted.
fn apply(table: &mut Vec<String>, operations: &[VersionOperation]) -> Vec<String> {
    for operation in operations {
        match operation {
            VersionOperation::Insert { revision } => table.push(revision.clone()),
            VersionOperation::Delete { revision } => table.retain(|row| row != revision),
            VersionOperation::Update { from, to } => {
                for row in table.iter_mut().filter(|row| *row == from) {
                    row.clone_from(to);
                }
            }
        }
    }
    sorted(table)
}

fn sorted(table: &[String]) -> Vec<String> {
    let mut rows = table.to_vec();
    rows.sort_unstable();
    rows
}

fn ids(revisions: Vec<&Revision>) -> Value {
    revisions.into_iter().map(|it| it.id.as_str()).collect()
}

/// The oracle's word for a refusal.
fn kind(error: &TargetError) -> &'static str {
    match error {
        TargetError::Incomplete { .. } => "incomplete",
        TargetError::NotFound { .. } => "not_found",
        TargetError::Ambiguous { .. } => "ambiguous",
        TargetError::MultipleHeads { .. } => "multiple_heads",
        TargetError::NoSuchBranch { .. } => "no_such_branch",
        TargetError::UnclearBranch { .. } => "unclear_branch",
        TargetError::NotOnBranch { .. } => "not_on_branch",
        TargetError::TooFewRevisions { .. } => "too_few_revisions",
        TargetError::WalkedTooFar { .. } => "walked_too_far",
        TargetError::AmbiguousWalk { .. } => "ambiguous_walk",
        TargetError::AmbiguousStart { .. } => "ambiguous_start",
        TargetError::NothingOnBranch { .. } => "nothing_on_branch",
        TargetError::SeveralOnBranch { .. } => "several_on_branch",
        TargetError::Overlap { .. } | TargetError::OverlappingRows { .. } => "overlap",
        TargetError::NotOnDowngradedBranch { .. } => "not_on_downgraded_branch",
        TargetError::NothingToDrop { .. } => "nothing_to_drop",
        TargetError::NotAnAncestor { .. } => "not_an_ancestor",
        TargetError::RangeNotAllowed { .. } => "range_not_allowed",
        TargetError::NotARange { .. } => "not_a_range",
        TargetError::SeveralStarts { .. } => "several_starts",
        TargetError::NoRevision { .. } => "no_revision",
        TargetError::UnknownCurrent { .. } => "unknown_current",
        TargetError::RowsDoNotFit { .. } | TargetError::OverlappingParents { .. } => {
            "rows_do_not_fit"
        }
    }
}

fn kind_of_placement(error: &PlacementError) -> &'static str {
    match error {
        PlacementError::IllegalId { .. } => "illegal_id",
        PlacementError::IdTaken { .. } => "id_taken",
        PlacementError::DuplicateHead { .. } => "duplicate_head",
        PlacementError::NotAHead { .. } => "not_a_head",
        PlacementError::LabelTaken { .. } => "label_taken",
        PlacementError::Target(error) => kind(error),
    }
}
