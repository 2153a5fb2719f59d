//! The revisions between two places, as `history -r` lists them.

use super::destination::{Start, downgrade_destination, upgrade_destinations};
use super::walk::{Overwalk, Walked};
use super::{Reference, Relative, Selection, Symbol, Target, TargetError, closure, resolve};
use crate::history::{History, Node, Revision, heads_first};

/// One end of a range.
#[derive(Debug, Clone)]
enum End<'a> {
    /// The version table's rows.
    Current(Vec<Node>),
    /// A place, as it was typed.
    Text(&'a str),
}

/// The revisions of `[start]:[end]`, both included, each after all that follow it: Alembic's
/// `walk_revisions` as `history -r` uses it.
///
/// A missing start is `base`, a missing end is `heads`, and either may be `current`, which stands
/// for the version table's rows. Revisions on other branches, which the end needs and which do not
/// follow the start, are left out.
pub fn range<'a>(
    history: &'a History,
    current: &[String],
    text: &str,
) -> Result<Vec<&'a Revision>, TargetError> {
    let (start, end) = match text.trim().split_once(':') {
        Some((start, end)) if !end.contains(':') => (start, end),
        _ => {
            return Err(TargetError::NotARange {
                target: text.to_owned(),
            });
        }
    };
    let lower = End::new(history, start, current, "base")?;
    let upper = End::new(history, end, current, "heads")?;
    let destinations = lower.destinations(history, &upper)?;
    let mut wanted = closure::ancestors(history, &destinations)?;
    let starts = lower.starts(history, &upper, |node| wanted.contains(node.index()))?;
    wanted.difference_with(&closure::ancestors(history, &starts)?);
    wanted.extend(starts.iter().map(|node| node.index()));
    if !starts.is_empty() {
        wanted.intersect_with(&closure::descendants(history, &starts)?);
    }
    let nodes = heads_first(history.graph(), &wanted, destinations);
    Ok(nodes
        .into_iter()
        .map(|node| history.revision(node))
        .collect())
}

impl<'a> End<'a> {
    fn new(
        history: &History,
        text: &'a str,
        current: &[String],
        default: &'a str,
    ) -> Result<Self, TargetError> {
        match text {
            "current" if !current.is_empty() => {
                resolve::current(history, current).map(Self::Current)
            }
            "" | "current" => Ok(Self::Text(default)),
            text => Ok(Self::Text(text)),
        }
    }

    fn text(&self, history: &History) -> String {
        match self {
            Self::Current(rows) => history.ids(rows.iter().copied()).join(", "),
            Self::Text(text) => (*text).to_owned(),
        }
    }

    /// The revisions that a range from here to `upper` ends at.
    fn destinations(&self, history: &History, upper: &Self) -> Result<Vec<Node>, TargetError> {
        let start = match self {
            Self::Current(rows) => Start::Rows(rows),
            Self::Text(text) => Start::Text(text),
        };
        let mut destinations = match upper {
            Self::Current(rows) => rows.clone(),
            Self::Text(text) => {
                upgrade_destinations(history, start, &Target::parse(text)?, Overwalk::Stop)?
            }
        };
        if let Self::Text(text) = self
            && let Some(branch) = Reference::parse(text)?.branch
        {
            let label = label(history, branch)?;
            destinations.retain(|&node| history.has_label(node, &label));
        }
        Ok(destinations)
    }

    /// The revisions that a range from here to `upper` starts with; none for base. `is_reached`
    /// tells whether the range's end needs a revision.
    fn starts(
        &self,
        history: &History,
        upper: &Self,
        is_reached: impl Fn(Node) -> bool,
    ) -> Result<Vec<Node>, TargetError> {
        let not_an_ancestor = || TargetError::NotAnAncestor {
            start: self.text(history),
            end: upper.text(history),
        };
        let (places, selection) = match self {
            Self::Current(rows) => (rows.iter().copied().map(Walked::At).collect(), None),
            Self::Text(text) => {
                let selection = Selection::parse(text)?;
                (selection.all(history)?, Some(selection))
            }
        };
        let is_outside = |place: &Walked| match place {
            Walked::At(node) => !is_reached(*node),
            Walked::Base => true,
            Walked::Short => false,
        };
        if places.iter().any(is_outside) {
            return Err(not_an_ancestor());
        }
        if let Some(Selection::BelowHeads { branch, steps }) = selection {
            if places.first() == Some(&Walked::Short) {
                return below(history, upper, branch, steps);
            }
            if places.contains(&Walked::Short) {
                return Err(TargetError::TooFewRevisions {
                    steps: -i64::from(steps),
                });
            }
        }
        Ok(places
            .into_iter()
            .filter_map(|place| match place {
                Walked::At(node) => Some(node),
                Walked::Base | Walked::Short => None,
            })
            .collect())
    }
}

/// The label that a branch is known by where it was named by the id of one of its revisions.
fn label(history: &History, branch: String) -> Result<String, TargetError> {
    let reference = Reference {
        branch: None,
        symbol: Symbol::parse(&branch),
    };
    match reference.one(history)? {
        Some(node) if history.id(node) == branch => match *history.branch_labels(&branch) {
            [label] => Ok(label.to_owned()),
            ref labels => Err(TargetError::UnclearBranch {
                labels: resolve::owned(labels.to_vec()),
                revision: branch,
            }),
        },
        _ => Ok(branch),
    }
}

/// What so many steps below `upper` are, where there are not so many below the heads: there the
/// steps end at the last revision.
fn below(
    history: &History,
    upper: &End<'_>,
    branch: Option<String>,
    steps: u32,
) -> Result<Vec<Node>, TargetError> {
    let steps = -i64::from(steps);
    let rows = match upper {
        End::Current(rows) => rows.clone(),
        // Alembic takes the end's name for a row; what is no revision's name leads nowhere.
        End::Text(name) => resolve::name(history, name, None)
            .map(|node| vec![node])
            .map_err(|_| TargetError::TooFewRevisions { steps })?,
    };
    let target = Target::Relative(Relative {
        branch,
        anchor: None,
        steps,
    });
    let destination = downgrade_destination(history, &rows, &target, Overwalk::Stop)?;
    Ok(destination.revision.into_iter().collect())
}
