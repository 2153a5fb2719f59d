use thiserror::Error;

use crate::error::{CommandError, ErrorKind};

/// Why scripts cannot be read from git.
#[derive(Debug, Error)]
pub enum GitError {
    /// The project is in no repository.
    #[error("`{root}` is in no git repository")]
    NoRepository {
        /// The project's folder.
        root: String,
        /// What git's library says.
        reason: String,
    },
    /// A version location is outside of the repository.
    #[error("the version location `{location}` is outside of the git repository")]
    Outside {
        /// As the configuration has it.
        location: String,
    },
    /// There is no such branch, tag or commit.
    #[error("there is no branch, tag or commit `{reference}`")]
    UnknownReference {
        /// As it was given.
        reference: String,
        /// Names of branches that are like it, best first.
        similar: Vec<String>,
    },
    /// No name of a branch fits a pattern.
    #[error("no branch fits `{pattern}`")]
    NothingFits {
        /// As it was given.
        pattern: String,
    },
    /// It is there, and is no commit.
    #[error("`{reference}` is no commit")]
    NoCommit {
        /// As it was given.
        reference: String,
    },
    /// A commit has none of the version locations.
    #[error("`{reference}` has no folder {}", list(folders))]
    NoFolder {
        /// The commit, as it was given.
        reference: String,
        /// The version locations, as the configuration has them.
        folders: Vec<String>,
    },
    /// Two commits have nothing in common in what the clone holds of them, since it is shallow.
    #[error("this clone is shallow, and where `{left}` and `{right}` part is not in it")]
    Shallow {
        /// The one.
        left: String,
        /// The other.
        right: String,
    },
    /// Two commits have nothing in common.
    #[error("`{left}` and `{right}` have no commit in common")]
    Unrelated {
        /// The one.
        left: String,
        /// The other.
        right: String,
    },
    /// An object cannot be read or is not there.
    #[error("cannot read {what} from git")]
    Object {
        /// What, as in "the scripts of `main`".
        what: String,
        /// What git's library says.
        reason: String,
    },
}

fn list(folders: &[String]) -> String {
    let folders: Vec<String> = folders.iter().map(|it| format!("`{it}`")).collect();
    folders.join(" or ")
}

impl GitError {
    /// An object that cannot be read.
    pub fn object(what: impl Into<String>, reason: &gix::Error) -> Self {
        Self::Object {
            what: what.into(),
            reason: reason.to_string(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NoRepository { .. } => {
                "run it in a clone, or without `--ref` and `--against`".to_owned()
            }
            Self::Outside { .. } => {
                "only what the repository holds can be compared between its commits".to_owned()
            }
            Self::UnknownReference { reference, similar } => match similar.first() {
                Some(similar) => format!("did you mean `{similar}`?"),
                // What is worked out from another name cannot be fetched by it.
                None if reference.is_empty() || reference.contains(['~', '^', '@', ':']) => {
                    "name a branch, a tag or a commit".to_owned()
                }
                None => format!(
                    "fetch it first: `git fetch origin {}`",
                    reference.strip_prefix("origin/").unwrap_or(reference)
                ),
            },
            Self::NothingFits { .. } => "`git branch --all` lists the branches".to_owned(),
            Self::NoCommit { .. } => "name a branch, a tag or a commit".to_owned(),
            Self::NoFolder { .. } => "mend `version_locations`, or leave the branch out".to_owned(),
            Self::Shallow { .. } => {
                "fetch the rest: `git fetch --unshallow`, or clone with the whole history \
                 (`fetch-depth: 0` in a GitHub workflow)"
                    .to_owned()
            }
            Self::Unrelated { .. } => {
                "compare branches of one project; `git merge` would refuse these, too".to_owned()
            }
            Self::Object { .. } => "`git fsck` tells whether the clone is whole".to_owned(),
        }
    }
}

impl From<GitError> for CommandError {
    fn from(error: GitError) -> Self {
        let kind = match &error {
            GitError::UnknownReference { .. }
            | GitError::NothingFits { .. }
            | GitError::NoCommit { .. } => ErrorKind::ReferenceNotFound,
            _ => ErrorKind::Git,
        };
        let told = Self::new(kind, error.to_string()).hint(error.hint());
        match error {
            GitError::NoRepository { reason, .. } | GitError::Object { reason, .. } => {
                told.note(reason)
            }
            GitError::UnknownReference { similar, .. } if similar.len() > 1 => {
                told.note(format!("like it are: {}", similar.join(", ")))
            }
            _ => told,
        }
    }
}
