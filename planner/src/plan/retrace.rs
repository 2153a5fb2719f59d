use super::rows::Rows;
use super::{Direction, Order};
use crate::history::{Follow, History, Node};
use crate::target::{self, TargetError};

/// The order that `revisions` make when they run one after another on a database at the rows
/// `current`. It tells whether a list of steps from outside is what the history itself would do.
///
/// Refuses a revision that cannot come next: an upgrade of one that is applied already or whose
/// parents or dependencies are not, and a downgrade of one that is no row. Linear in what the rows
/// and the revisions follow.
pub fn retrace(
    history: &History,
    current: &[String],
    direction: Direction,
    revisions: &[&str],
) -> Result<Order, TargetError> {
    let start = target::current(history, current)?;
    let mut rows = Rows::new(history, &start);
    let mut nodes = Vec::with_capacity(revisions.len());
    for &id in revisions {
        let node = history.find(id).ok_or_else(|| TargetError::NotFound {
            identifier: id.to_owned(),
        })?;
        match direction {
            Direction::Upgrade if !can_upgrade(history, &rows, node) => {
                return Err(rows.misfit(node));
            }
            Direction::Upgrade => rows.upgrade(node)?,
            Direction::Downgrade => rows.downgrade(node)?,
        };
        nodes.push(node);
    }
    Order::new(history, direction, &start, &nodes)
}

fn can_upgrade(history: &History, rows: &Rows<'_>, node: Node) -> bool {
    let mut parents = history.graph().parents(node, Follow::All);
    !rows.is_applied(node) && parents.all(|parent| rows.is_applied(parent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Revision;
    use crate::plan::{downgrade, upgrade};

    fn history() -> History {
        let revision = |id: &str, parents: &[&str], depends_on: &[&str]| Revision {
            id: id.to_owned(),
            down_revisions: parents.iter().map(|it| (*it).to_owned()).collect(),
            depends_on: depends_on.iter().map(|it| (*it).to_owned()).collect(),
            ..Revision::default()
        };
        History::build(vec![
            revision("a", &[], &[]),
            revision("b", &["a"], &[]),
            revision("c", &["a"], &[]),
            revision("d", &["b", "c"], &[]),
            revision("x", &[], &["c"]),
        ])
        .expect("it is sound")
    }

    #[test]
    fn what_the_planner_orders_retraces_to_itself() {
        let history = history();
        let up = upgrade(&history, &[], "heads").expect("it has heads");
        let down = downgrade(&history, &up.to, "base").expect("it has bases");
        for order in [up, down] {
            let ids: Vec<&str> = order.steps.iter().map(|it| it.revision.as_str()).collect();
            let again = retrace(&history, &order.from, order.direction, &ids);
            assert_eq!(again, Ok(order));
        }
    }

    #[test]
    fn what_cannot_come_next_is_refused() {
        let history = history();
        let up = |rows: &[&str], ids: &[&str]| {
            let rows: Vec<String> = rows.iter().map(|it| (*it).to_owned()).collect();
            retrace(&history, &rows, Direction::Upgrade, ids).is_ok()
        };
        assert!(up(&[], &["a", "c", "b", "x", "d"]));
        assert!(!up(&[], &["a", "b", "d"]), "a parent is missing");
        assert!(!up(&[], &["x"]), "a dependency is missing");
        assert!(!up(&["b"], &["a"]), "it is applied already");
        assert!(!up(&[], &["a", "nobody"]), "it does not exist");
        let row = ["d".to_owned()];
        assert!(retrace(&history, &row, Direction::Downgrade, &["b"]).is_err());
    }
}
