use gix::ObjectId;
use gix::bstr::{BStr, ByteSlice as _};

use super::{GitError, Repository};

/// How many names are offered for one that is not there.
const OFFERED: usize = 3;

impl Repository {
    /// The commit that a branch, a tag or whatever else `git rev-parse` takes names.
    pub(super) fn commit(&self, reference: &str) -> Result<ObjectId, GitError> {
        let found =
            self.git
                .rev_parse_single(reference)
                .map_err(|_| GitError::UnknownReference {
                    reference: reference.to_owned(),
                    similar: self.similar(reference),
                })?;
        let no_commit = |_| GitError::NoCommit {
            reference: reference.to_owned(),
        };
        let object = found.object().map_err(no_commit)?;
        let commit = object.peel_to_commit().map_err(no_commit)?;
        Ok(commit.id)
    }

    /// The commit that is checked out; none in a repository without commits.
    pub(super) fn checked_out(&self) -> Option<ObjectId> {
        self.git.head_id().ok().map(gix::Id::detach)
    }

    /// The names of branches that a pattern such as `origin/feature-*` fits, sorted; the name itself
    /// where it is no pattern.
    pub fn branches(&self, pattern: &str) -> Result<Vec<String>, GitError> {
        if !pattern.contains(['*', '?', '[']) {
            return Ok(vec![pattern.to_owned()]);
        }
        let mode = gix::glob::wildmatch::Mode::empty();
        let fits = |name: &String| {
            let pattern: &BStr = pattern.as_bytes().as_bstr();
            gix::glob::wildmatch(pattern, name.as_bytes().as_bstr(), mode)
        };
        let mut found: Vec<String> = self.names().into_iter().filter(fits).collect();
        found.sort();
        if found.is_empty() {
            return Err(GitError::NothingFits {
                pattern: pattern.to_owned(),
            });
        }
        Ok(found)
    }

    /// The short names of every branch, here and of remotes. What `origin/HEAD` means has a name of
    /// its own.
    fn names(&self) -> Vec<String> {
        let Ok(platform) = self.git.references() else {
            return Vec::new();
        };
        let mut names = Vec::new();
        for prefix in ["refs/heads/", "refs/remotes/"] {
            let Ok(references) = platform.prefixed(prefix) else {
                continue;
            };
            let all = references.flatten();
            names.extend(all.map(|it| it.name().shorten().to_string()));
        }
        names.retain(|name| !name.ends_with("/HEAD"));
        names
    }

    /// Branches that may be meant, best first.
    fn similar(&self, reference: &str) -> Vec<String> {
        let wanted = reference.rsplit('/').next().unwrap_or(reference);
        let mut found: Vec<(usize, String)> = self
            .names()
            .into_iter()
            .filter_map(|name| {
                let last = name.rsplit('/').next().unwrap_or(&name);
                let distance = strsim::damerau_levenshtein(last, wanted);
                let is_near = distance <= 1 + wanted.chars().count() / 4;
                is_near.then_some((distance, name))
            })
            .collect();
        found.sort();
        let names = found.into_iter().map(|(_, name)| name);
        names.take(OFFERED).collect()
    }
}
