use std::collections::BTreeSet;

use gix::ObjectId;
use gix::merge::blob::builtin_driver::text::Labels;
use gix::merge::tree::{FileFavor, TreatAsUnresolved, TreeFavor};

use super::{GitError, Repository, Snapshot};

/// What a merge would give.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The version locations after it.
    pub snapshot: Snapshot,
    /// The scripts that git cannot merge, by their paths, sorted. They are as the first side has
    /// them.
    pub conflicts: BTreeSet<String>,
}

impl Repository {
    /// Merges two snapshots as git would.
    pub fn merge(&self, ours: &Snapshot, theirs: &Snapshot) -> Result<Merged, GitError> {
        let base = self.common_tree(ours, theirs)?;
        let failed = |error: gix::Error| {
            let sides = format!("the merge of `{}` and `{}`", ours.label, theirs.label);
            GitError::object(sides, &error)
        };
        let options = self
            .git
            .tree_merge_options()
            .map_err(failed)?
            .with_file_favor(Some(FileFavor::Ours))
            .with_tree_favor(Some(TreeFavor::Ours));
        let labels = Labels {
            ancestor: None,
            current: Some(ours.label.as_str().into()),
            other: Some(theirs.label.as_str().into()),
        };
        let mut outcome = self
            .git
            .merge_trees(base, ours.tree, theirs.tree, labels, options)
            .map_err(failed)?;
        let is_conflict = |conflict: &&gix::merge::tree::Conflict| {
            conflict.is_unresolved(TreatAsUnresolved::forced_resolution())
        };
        let conflicts = outcome
            .conflicts
            .iter()
            .filter(is_conflict)
            .map(|conflict| self.shown(&conflict.ours.location().to_string()))
            .collect();
        let tree = outcome.tree.write().map_err(failed)?.detach();
        Ok(Merged {
            snapshot: Snapshot {
                label: format!("{} and {}", ours.label, theirs.label),
                commit: ours.commit,
                tree,
            },
            conflicts,
        })
    }

    /// The version locations where two snapshots part.
    pub(super) fn common_tree(
        &self,
        ours: &Snapshot,
        theirs: &Snapshot,
    ) -> Result<ObjectId, GitError> {
        let base = self.merge_base(ours, theirs)?;
        self.locations_of(base, "the common ancestor")
    }

    /// The commit where two snapshots part. Where there are several, they are merged first, as git
    /// does.
    fn merge_base(&self, ours: &Snapshot, theirs: &Snapshot) -> Result<ObjectId, GitError> {
        let failed = |error: gix::Error| GitError::object("the common ancestor", &error);
        let bases = self
            .git
            .merge_bases_many(ours.commit, &[theirs.commit])
            .map_err(|error| {
                self.nothing_in_common(ours, theirs)
                    .unwrap_or(failed(error))
            })?;
        match bases.as_slice() {
            [] => {
                Err(self
                    .nothing_in_common(ours, theirs)
                    .unwrap_or_else(|| GitError::Unrelated {
                        left: ours.label.clone(),
                        right: theirs.label.clone(),
                    }))
            }
            [base] => Ok(base.detach()),
            _ => {
                let bases = bases.iter().map(|it| it.detach());
                let options = self.git.tree_merge_options().map_err(failed)?;
                let merged = self
                    .git
                    .virtual_merge_base(bases, options)
                    .map_err(failed)?;
                Ok(merged.commit_id.detach())
            }
        }
    }

    /// What lacks in a shallow clone.
    fn nothing_in_common(&self, ours: &Snapshot, theirs: &Snapshot) -> Option<GitError> {
        let is_shallow = self.git.is_shallow().unwrap_or(false);
        is_shallow.then(|| GitError::Shallow {
            left: ours.label.clone(),
            right: theirs.label.clone(),
        })
    }
}
