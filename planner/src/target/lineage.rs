//! Which revisions belong to a branch.

use fixedbitset::FixedBitSet;

use super::resolve;
use super::{Reference, Symbol, TargetError};
use crate::history::{Follow, History, Node};

/// The revisions on a line with some others: their ancestors, their descendants and themselves.
///
/// Alembic's `filter_for_lineage`: what stands for the branch is looked up only once there is
/// something to test against it.
pub(crate) struct Lineage<'a> {
    history: &'a History,
    through: Vec<Through>,
}

/// A revision that the lines go through.
enum Through {
    Revision(Node),
    Name(String),
}

/// Whether a line follows dependencies, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// Down revisions alone.
    Branch,
    /// Down revisions and dependencies.
    Dependencies,
}

impl<'a> Lineage<'a> {
    /// The lines through what stands before an `@`.
    pub(crate) fn of_branch(history: &'a History, branch: &str) -> Result<Self, TargetError> {
        let through = Self::through(history, None, &Symbol::parse(branch))?;
        Ok(Self { history, through })
    }

    /// The lines through a reference, its branch included.
    pub(crate) fn of(history: &'a History, reference: &Reference) -> Result<Self, TargetError> {
        let branch = reference.branch.as_deref();
        let named = Self::through(history, branch, &reference.symbol)?;
        let branch = branch.map(|branch| Through::Name(branch.to_owned()));
        Ok(Self {
            history,
            through: branch.into_iter().chain(named).collect(),
        })
    }

    fn through(
        history: &History,
        branch: Option<&str>,
        symbol: &Symbol,
    ) -> Result<Vec<Through>, TargetError> {
        Ok(match symbol {
            Symbol::Name(name) => vec![Through::Name(name.clone())],
            Symbol::Base => Vec::new(),
            Symbol::Head | Symbol::Heads => resolve::heads(history, branch, symbol)?
                .into_iter()
                .map(Through::Revision)
                .collect(),
        })
    }

    /// Whether there is no line, and every revision belongs to it: `base` is no branch.
    pub(crate) fn is_everything(&self) -> bool {
        self.through.is_empty()
    }

    /// Those of `candidates` that are on one of the lines; all of them if there is no line.
    pub(crate) fn filter(
        &self,
        kinship: Kinship,
        candidates: Vec<Node>,
    ) -> Result<Vec<Node>, TargetError> {
        if candidates.is_empty() || self.is_everything() {
            return Ok(candidates);
        }
        let members = self.members(kinship)?;
        Ok(candidates
            .into_iter()
            .filter(|candidate| members.contains(candidate.index()))
            .collect())
    }

    /// Every revision on one of the lines.
    pub(crate) fn members(&self, kinship: Kinship) -> Result<FixedBitSet, TargetError> {
        let graph = self.history.graph();
        if self.is_everything() {
            return Ok(graph.nodes().map(Node::index).collect());
        }
        let through = self
            .through
            .iter()
            .map(|through| match through {
                Through::Revision(node) => Ok(*node),
                Through::Name(name) => resolve::name(self.history, name, None),
            })
            .collect::<Result<Vec<Node>, TargetError>>()?;
        Ok(lines(self.history, through, kinship))
    }
}

/// Every revision whose ancestors or descendants, itself included, have one of `through` among
/// them: Alembic's `_shares_lineage`. Where dependencies count, Alembic leaves out the implied ones
/// among ancestors and takes them among descendants.
pub(crate) fn lines(
    history: &History,
    through: impl IntoIterator<Item = Node> + Clone,
    kinship: Kinship,
) -> FixedBitSet {
    let (up, down) = match kinship {
        Kinship::Branch => (Follow::Down, Follow::Down),
        Kinship::Dependencies => (Follow::Effective, Follow::All),
    };
    let mut members = history.graph().descendants(through.clone(), up);
    members.union_with(&history.graph().ancestors(through, down));
    members
}
