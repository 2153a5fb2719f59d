use super::rows::Rows;
use super::{Direction, VersionOperation, select};
use crate::history::{History, Node, heads_first};
use crate::target::{
    self, Overwalk, Reference, Start, Target, TargetError, downgrade_destination,
    upgrade_destinations,
};

/// The steps between two states of a database, as far as the graph alone says them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which way.
    pub direction: Direction,
    /// The version table's rows before the first step, sorted.
    pub from: Vec<String>,
    /// The version table's rows after the last step, sorted.
    pub to: Vec<String>,
    /// In the order in which they run.
    pub steps: Vec<RevisionStep>,
}

/// One revision's upgrade or downgrade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionStep {
    /// The revision that runs.
    pub revision: String,
    /// Which way.
    pub direction: Direction,
    /// Where it comes from, as Alembic's log names it: the parents, or the revision itself.
    pub from: Vec<String>,
    /// Where it leads, as Alembic's log names it: the revision itself, or the parents.
    pub to: Vec<String>,
    /// What it does to the version table's rows, in order.
    pub version_operations: Vec<VersionOperation>,
}

/// Orders the steps of `upgrade TARGET` for a database at the heads `current`, which come in the
/// order of the version table's rows.
///
/// Gives no steps where the database has everything already, as for `base`. Linear in what the
/// target and the database's heads need: Alembic's `_upgrade_revs`, whose sort and whose
/// bookkeeping of rows are not.
pub fn upgrade(history: &History, current: &[String], target: &str) -> Result<Order, TargetError> {
    if target.contains(':') {
        return Err(TargetError::RangeNotAllowed {
            target: target.to_owned(),
        });
    }
    let rows = target::current(history, current)?;
    let target = Target::parse(target)?;
    let destinations =
        upgrade_destinations(history, Start::Rows(&rows), &target, Overwalk::Refuse)?;
    let missing = select::to_upgrade(history, &rows, &destinations)?;
    let mut nodes = heads_first(history.graph(), &missing, destinations);
    nodes.reverse();
    Order::new(history, Direction::Upgrade, &rows, &nodes)
}

/// Orders the steps of `downgrade TARGET` for a database at the heads `current`, which come in
/// the order of the version table's rows: the first of them is where `-1` starts.
///
/// Linear in what the database's heads need and in what follows the target: Alembic's
/// `_downgrade_revs`.
pub fn downgrade(
    history: &History,
    current: &[String],
    target: &str,
) -> Result<Order, TargetError> {
    if target.contains(':') {
        return Err(TargetError::RangeNotAllowed {
            target: target.to_owned(),
        });
    }
    let rows = target::current(history, current)?;
    let destination =
        downgrade_destination(history, &rows, &Target::parse(target)?, Overwalk::Refuse)?;
    let going = select::to_downgrade(history, &rows, &destination, target)?;
    let nodes = heads_first(history.graph(), &going, rows.iter().copied());
    Order::new(history, Direction::Downgrade, &rows, &nodes)
}

/// Orders the steps of `upgrade [START:]TARGET --sql`, which knows no database. Without a start,
/// they start at base.
pub fn upgrade_offline(history: &History, target: &str) -> Result<Order, TargetError> {
    match split_range(target)? {
        Some((start, end)) => upgrade(history, &starting_point(history, start)?, end),
        None => upgrade(history, &[], target),
    }
}

/// Orders the steps of `downgrade START:TARGET --sql`, which knows no database.
pub fn downgrade_offline(history: &History, target: &str) -> Result<Order, TargetError> {
    match split_range(target)? {
        Some((start, end)) => downgrade(history, &starting_point(history, start)?, end),
        None => Err(TargetError::NotARange {
            target: target.to_owned(),
        }),
    }
}

/// The version table's rows that a name stands for where there is no database: none for `base`,
/// or the one revision that it means. Alembic's `get_current_heads` in offline mode.
pub fn starting_point(history: &History, name: &str) -> Result<Vec<String>, TargetError> {
    if name == "base" {
        return Ok(Vec::new());
    }
    match Reference::parse(name)?.one(history)? {
        Some(node) => Ok(vec![history.id(node).to_owned()]),
        None => Err(TargetError::NoRevision {
            target: name.to_owned(),
        }),
    }
}

/// Takes `start:end` apart, if it is a range.
pub(super) fn split_range(target: &str) -> Result<Option<(&str, &str)>, TargetError> {
    match target.split_once(':') {
        Some((start, end)) if start.is_empty() || end.is_empty() || end.contains(':') => {
            Err(TargetError::NotARange {
                target: target.to_owned(),
            })
        }
        range => Ok(range),
    }
}

impl Order {
    /// The order of `nodes`, which run one after another from the rows `current`.
    pub(super) fn new(
        history: &History,
        direction: Direction,
        current: &[Node],
        nodes: &[Node],
    ) -> Result<Self, TargetError> {
        let mut rows = Rows::new(history, current);
        let from = rows.ids();
        let steps = nodes
            .iter()
            .map(|&node| {
                let revision = history.revision(node);
                let itself = vec![revision.id.clone()];
                let parents = revision.down_revisions.clone();
                let (from, to, version_operations) = match direction {
                    Direction::Upgrade => (parents, itself, rows.upgrade(node)?),
                    Direction::Downgrade => (itself, parents, rows.downgrade(node)?),
                };
                Ok(RevisionStep {
                    revision: revision.id.clone(),
                    direction,
                    from,
                    to,
                    version_operations,
                })
            })
            .collect::<Result<_, TargetError>>()?;
        Ok(Self {
            direction,
            from,
            to: rows.ids(),
            steps,
        })
    }
}
