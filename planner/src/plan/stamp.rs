use std::fmt;

use super::order::{split_range, starting_point};
use super::rows::{Change, Rows};
use super::{Direction, VersionOperation};
use crate::history::{Follow, History, Node};
use crate::target::{self, Kinship, Lineage, Reference, Selection, TargetError, Walked, owned};

/// What `stamp` does to the version table's rows, where no script runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The rows before the first step, sorted.
    pub from: Vec<String>,
    /// The rows after the last step, sorted.
    pub to: Vec<String>,
    /// In the order in which they are made.
    pub steps: Vec<StampStep>,
}

/// One move of the version table's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampStep {
    /// The rows that it moves, as Alembic's log names them; none for a new branch.
    pub from: Vec<String>,
    /// The revision that they move to; none when the rows disappear.
    pub to: Option<String>,
    /// Whether the move is towards the heads or towards the bases.
    pub direction: Direction,
    /// What it does to the rows, in order.
    pub version_operations: Vec<VersionOperation>,
}

impl fmt::Display for StampStep {
    /// The line that Alembic logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Running stamp_revision {} -> {}",
            self.from.join(", "),
            self.to.as_deref().unwrap_or_default()
        )
    }
}

/// Moves the rows `current` to `targets`, running nothing: Alembic's `_stamp_revs`.
///
/// Only rows that are on a line with a target move, by down revisions or by dependencies. No
/// targets are the same as `base`. For `stamp --purge`, `current` is empty, since the table is
/// emptied first.
pub fn stamp(
    history: &History,
    current: &[String],
    targets: &[String],
) -> Result<Stamp, TargetError> {
    let nodes = target::current(history, current)?;
    let moving = moving_rows(history, &nodes, targets)?;
    let mut places = Vec::new();
    for target in targets {
        let found = Selection::parse(target)?.all(history)?;
        places.extend(found.into_iter().map(|place| (target, place)));
    }
    let mut destinations = places
        .into_iter()
        .map(|(target, place)| match place {
            Walked::At(node) => Ok(Some(node)),
            Walked::Short => Ok(None),
            Walked::Base => Err(TargetError::NoRevision {
                target: target.clone(),
            }),
        })
        .collect::<Result<Vec<Option<Node>>, TargetError>>()?;
    if destinations.is_empty() {
        destinations.push(None);
    }
    let mut rows = Rows::new(history, &nodes);
    let from = rows.ids();
    let mut steps = Vec::new();
    for destination in destinations {
        match destination {
            None => {
                for &row in &moving {
                    steps.push(erase(history, &mut rows, row)?);
                }
            }
            Some(node) if moving.contains(&node) => {}
            Some(node) => steps.push(arrive(history, &mut rows, &moving, node)?),
        }
    }
    Ok(Stamp {
        from,
        to: rows.ids(),
        steps,
    })
}

/// What `stamp [START:]TARGET… --sql` does, which knows no database. All starts must be the same.
pub fn stamp_offline(history: &History, targets: &[String]) -> Result<Stamp, TargetError> {
    let mut start = None;
    let mut ends = Vec::new();
    for target in targets {
        match split_range(target)? {
            Some((from, to)) => {
                if start.is_some_and(|start| start != from) {
                    return Err(TargetError::SeveralStarts {
                        starts: owned(start.into_iter().chain([from]).collect()),
                    });
                }
                start = Some(from);
                ends.push(to.to_owned());
            }
            None => ends.push(target.clone()),
        }
    }
    let current = start.map_or_else(|| Ok(Vec::new()), |start| starting_point(history, start))?;
    stamp(history, &current, &ends)
}

/// The rows on a line with one of `targets`, each once, in the order in which targets find them.
fn moving_rows(
    history: &History,
    rows: &[Node],
    targets: &[String],
) -> Result<Vec<Node>, TargetError> {
    let mut moving = Vec::new();
    let mut add = |found: Vec<Node>| {
        for row in found {
            if !moving.contains(&row) {
                moving.push(row);
            }
        }
    };
    for target in targets {
        let lineage = Lineage::of(history, &Reference::parse(target)?)?;
        add(lineage.filter(Kinship::Dependencies, rows.to_vec())?);
    }
    if targets.is_empty() {
        add(rows.to_vec());
    }
    Ok(moving)
}

/// Takes a row away.
fn erase(history: &History, rows: &mut Rows<'_>, row: Node) -> Result<StampStep, TargetError> {
    let change = Change {
        delete: vec![row],
        ..Change::default()
    };
    Ok(StampStep {
        from: vec![history.id(row).to_owned()],
        to: None,
        direction: Direction::Downgrade,
        version_operations: rows.apply(row, change)?,
    })
}

/// Moves all of `moving` to `destination`, or adds it where none of them is on a line with it.
fn arrive(
    history: &History,
    rows: &mut Rows<'_>,
    moving: &[Node],
    destination: Node,
) -> Result<StampStep, TargetError> {
    let graph = history.graph();
    let descendants = graph.descendants([destination], Follow::All);
    let ancestors = graph.ancestors([destination], Follow::Effective);
    let is_above = moving.iter().any(|row| descendants.contains(row.index()));
    let is_below = moving.iter().any(|row| ancestors.contains(row.index()));
    let (direction, from) = match (is_above, is_below) {
        (true, true) => return Err(rows.misfit(destination)),
        (true, false) => (Direction::Downgrade, moving),
        (false, true) => (Direction::Upgrade, moving),
        (false, false) => (Direction::Upgrade, &[][..]),
    };
    // An earlier move may have taken the rows away; then this one starts a branch.
    let is_new = direction == Direction::Upgrade
        && !rows.contains(destination)
        && (from.is_empty() || from.iter().any(|&row| !rows.contains(row)));
    let change = match from.split_last() {
        _ if is_new => Change {
            insert: vec![destination],
            ..Change::default()
        },
        Some((&last, others)) => Change {
            delete: others.to_vec(),
            insert: Vec::new(),
            update: Some((last, destination)),
        },
        None => return Err(rows.misfit(destination)),
    };
    Ok(StampStep {
        from: owned(history.ids(from.iter().copied())),
        to: Some(history.id(destination).to_owned()),
        direction,
        version_operations: rows.apply(destination, change)?,
    })
}
