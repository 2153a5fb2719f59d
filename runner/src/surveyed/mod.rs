//! The heads that are looked at for conflicts, and where they are from.

mod preview;

use std::collections::BTreeSet;

use limbeck_planner::conflict::{FirstHead, Survey, SurveyedPair, conflict, survey};
use limbeck_planner::diagnostic::{Code, Diagnostic, Location, Severity};
use limbeck_planner::evolution::Evolution;
use limbeck_planner::history::History;
use limbeck_planner::project::Project;
use limbeck_planner::sql::Dialect;
use limbeck_planner::target::{self, TargetError};

use crate::error::{CommandError, ErrorKind};
use crate::git::{Own, Repository, Snapshot};
use crate::project::OpenProject;

pub use preview::MergePreview;

/// Heads, and the scripts that they are of.
pub struct Surveyed {
    /// The scripts of all of them.
    pub project: Project,
    /// What people call each head, and its id.
    pub heads: Vec<NamedHead>,
    /// What keeps scripts from being put together.
    pub diagnostics: Vec<Diagnostic>,
    first: FirstHead,
}

/// A head, and where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedHead {
    /// The branch of git; none where the head is of the scripts here.
    pub branch: Option<String>,
    /// Its id.
    pub revision: String,
}

impl Surveyed {
    /// The revisions of a project that are named; every head where none is.
    pub fn of_project(project: OpenProject, named: &[String]) -> Result<Self, CommandError> {
        let history = project.history()?;
        let mut revisions: Vec<String> = Vec::new();
        for name in named {
            let found = target::revisions(history, name).map_err(|error| {
                let is_unknown = matches!(error, TargetError::NotFound { .. });
                let error = CommandError::from(error);
                if is_unknown {
                    error.hint(format!(
                        "a branch of git is named with `--ref`: `--ref {name}`"
                    ))
                } else {
                    error
                }
            })?;
            revisions.extend(found.into_iter().map(|it| it.id.clone()));
        }
        if named.is_empty() {
            revisions.extend(history.heads().into_iter().map(str::to_owned));
        } else if revisions.len() < 2 {
            return Err(
                CommandError::new(ErrorKind::Usage, "one revision collides with nothing")
                    .hint("name two revisions or more; `limbeck heads` shows the heads"),
            );
        }
        let heads = revisions.into_iter().map(|revision| NamedHead {
            branch: None,
            revision,
        });
        Ok(Self {
            heads: heads.collect(),
            project: project.planner,
            diagnostics: Vec::new(),
            first: FirstHead::Branch,
        })
    }

    /// The heads of branches of git: of each that fits a pattern, and of the one that they are to be
    /// merged into.
    pub fn of_branches(
        project: &OpenProject,
        patterns: &[String],
        against: Option<&str>,
    ) -> Result<Self, CommandError> {
        let repository = Repository::open(&project.config)?;
        let mut names: Vec<String> = against.map(str::to_owned).into_iter().collect();
        for pattern in patterns {
            for name in repository.branches(pattern)? {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        if names.len() < 2 {
            return Err(
                CommandError::new(ErrorKind::Usage, "one branch collides with nothing")
                    .hint("give `--ref` again, or `--against` with the branch to merge into"),
            );
        }
        let snapshots = names
            .iter()
            .map(|name| repository.snapshot(name))
            .collect::<Result<Vec<Snapshot>, _>>()?;
        let union = repository.union(&snapshots)?;
        let merged = Project::load_versions(union.files);
        let Ok(history) = merged.history() else {
            let errors = merged.diagnostics().iter().filter(|it| it.is_error());
            return Err(CommandError::new(
                ErrorKind::FaultyHistory,
                format!(
                    "the scripts of {} together are no history",
                    names.join(", ")
                ),
            )
            .with_diagnostics(errors.cloned())
            .with_sources(&merged));
        };
        let ids: Vec<BTreeSet<String>> = union
            .branches
            .into_iter()
            .map(|own| ids_of(&merged, own))
            .collect();
        let trunk = ids.first().filter(|_| against.is_some());
        let mut heads = Vec::new();
        for (position, (name, own)) in names.iter().zip(&ids).enumerate() {
            let passed_over = trunk.filter(|_| position > 0);
            heads.extend(
                heads_of(&merged, history, own, passed_over)
                    .into_iter()
                    .map(|revision| NamedHead {
                        branch: Some(name.clone()),
                        revision,
                    }),
            );
        }
        let diagnostics = union
            .unmergeable
            .iter()
            .map(|(position, path)| unmergeable(&names[*position], path));
        Ok(Self {
            diagnostics: diagnostics.collect(),
            heads,
            first: match against {
                Some(_) => FirstHead::Trunk,
                None => FirstHead::Branch,
            },
            project: merged,
        })
    }

    /// Looks at every pair of heads.
    pub fn survey(&self, dialect: Dialect) -> Survey {
        let heads: Vec<&str> = self.heads.iter().map(|it| it.revision.as_str()).collect();
        match self.project.history() {
            Ok(history) => {
                let mut evolution = Evolution::new(history, dialect);
                let mut survey = survey(&self.project, &mut evolution, &heads, self.first);
                // Whoever asks about two heads is told why they do not collide.
                if let ([left, right], []) = (heads.as_slice(), survey.pairs.as_slice()) {
                    let found = conflict(&self.project, &mut evolution, left, right);
                    survey.pairs.extend(found.map(|conflict| SurveyedPair {
                        left: 0,
                        right: 1,
                        conflict,
                    }));
                }
                survey
            }
            Err(_) => Survey {
                heads: Vec::new(),
                pairs: Vec::new(),
            },
        }
    }
}

/// The revisions that a branch has, whatever other branches did to its files.
fn ids_of(merged: &Project, own: Own) -> BTreeSet<String> {
    let same = merged
        .scripts()
        .iter()
        .filter(|script| own.paths.contains(&script.path))
        .map(|script| script.revision.id.clone());
    let others = Project::load_versions(own.others);
    let others = others
        .scripts()
        .iter()
        .map(|script| script.revision.id.clone())
        .filter(|id| merged.script(id).is_some());
    same.chain(others.collect::<Vec<_>>()).collect()
}

/// The heads of the revisions that a branch has; those that the trunk has, too, are not its own.
fn heads_of(
    project: &Project,
    history: &History,
    own: &BTreeSet<String>,
    trunk: Option<&BTreeSet<String>>,
) -> Vec<String> {
    let ids = project.scripts().iter().map(|it| &it.revision.id);
    ids.filter(|id| own.contains(*id))
        .filter(|id| !trunk.is_some_and(|trunk| trunk.contains(*id)))
        .filter(|id| !history.children(id).into_iter().any(|it| own.contains(it)))
        .cloned()
        .collect()
}

fn unmergeable(branch: &str, path: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: Code::Unmergeable,
        message: format!("`{branch}` changes this script, and so does another branch"),
        location: Some(Location {
            path: path.to_owned(),
            span: 0..0,
            line: 1,
            column: 1,
        }),
        related: Vec::new(),
        help: Some(
            "a script that a database may have is not changed any more: take one of the changes \
             back, and write it as a revision of its own"
                .to_owned(),
        ),
    }
}
