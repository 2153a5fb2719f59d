use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use gix::ObjectId;
use limbeck_planner::source::File;

use super::{GitError, Repository, Snapshot};

/// The scripts of many branches in one place.
#[derive(Debug)]
pub struct Union {
    /// Every script, as a merge of all branches would have it, sorted by path.
    pub files: Vec<File>,
    /// The scripts that each branch has, in the order of the branches.
    pub branches: Vec<Own>,
    /// The scripts that several branches change: the position of the branch that comes later, and
    /// the path. The script is as the earlier branch has it.
    pub unmergeable: Vec<(usize, String)>,
}

/// The scripts of one of the branches.
#[derive(Debug, Default)]
pub struct Own {
    /// The paths of those that the union has as the branch has them.
    pub paths: BTreeSet<String>,
    /// The others, as the branch has them: another branch has moved, removed or changed them.
    pub others: Vec<File>,
}

type Entries = BTreeMap<String, ObjectId>;

impl Repository {
    /// Puts the scripts of many branches together: what each of them adds, changes and removes since
    /// it left the first.
    ///
    /// A script that two of them change is not merged by its lines, as it is where two branches are
    /// merged: a script that others may have is not changed any more, and so this hardly happens.
    pub fn union(&self, snapshots: &[Snapshot]) -> Result<Union, GitError> {
        let Some(first) = snapshots.first() else {
            return Ok(Union {
                files: Vec::new(),
                branches: Vec::new(),
                unmergeable: Vec::new(),
            });
        };
        let mut all: Entries = self.entries(first)?.into_iter().collect();
        let mut entries = vec![all.clone()];
        let mut unmergeable = Vec::new();
        let mut bases: BTreeMap<ObjectId, Entries> = BTreeMap::new();
        for (position, snapshot) in snapshots.iter().enumerate().skip(1) {
            let tree = self.common_tree(first, snapshot)?;
            let base = match bases.entry(tree) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => {
                    let base = Snapshot {
                        tree,
                        ..snapshot.clone()
                    };
                    place.insert(self.entries(&base)?.into_iter().collect())
                }
            };
            let own: Entries = self.entries(snapshot)?.into_iter().collect();
            for (path, change) in changes(base, &own) {
                if !change.apply_to(&mut all, &path) {
                    unmergeable.push((position, path));
                }
            }
            entries.push(own);
        }
        let branches = snapshots
            .iter()
            .zip(entries)
            .map(|(snapshot, entries)| self.own(snapshot, entries, &all))
            .collect::<Result<_, _>>()?;
        let files = all
            .into_iter()
            .map(|(path, blob)| self.file(path, blob, &first.label))
            .collect::<Result<_, _>>()?;
        Ok(Union {
            files,
            branches,
            unmergeable,
        })
    }

    fn own(&self, snapshot: &Snapshot, entries: Entries, all: &Entries) -> Result<Own, GitError> {
        let mut own = Own::default();
        for (path, blob) in entries {
            if all.get(&path) == Some(&blob) {
                own.paths.insert(path);
            } else {
                own.others.push(self.file(path, blob, &snapshot.label)?);
            }
        }
        Ok(own)
    }
}

/// What a branch does to a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    from: Option<ObjectId>,
    to: Option<ObjectId>,
}

impl Change {
    /// Makes the change, unless something else was done to the script.
    fn apply_to(self, all: &mut Entries, path: &str) -> bool {
        let now = all.get(path).copied();
        if now == self.to {
            return true;
        }
        if now != self.from {
            return false;
        }
        match self.to {
            Some(blob) => all.insert(path.to_owned(), blob),
            None => all.remove(path),
        };
        true
    }
}

fn changes(base: &Entries, own: &Entries) -> Vec<(String, Change)> {
    let paths: BTreeSet<&String> = base.keys().chain(own.keys()).collect();
    paths
        .into_iter()
        .map(|path| {
            let change = Change {
                from: base.get(path).copied(),
                to: own.get(path).copied(),
            };
            (path.clone(), change)
        })
        .filter(|(_, change)| change.from != change.to)
        .collect()
}
