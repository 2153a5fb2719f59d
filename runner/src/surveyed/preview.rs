use limbeck_planner::conflict::Conflict;
use limbeck_planner::diagnostic::Diagnostic;
use limbeck_planner::merging::{Presence, Preview, Sides};
use limbeck_planner::project::Project;
use limbeck_planner::sql::Dialect;

use crate::error::{CommandError, ErrorKind};
use crate::git::Repository;
use crate::project::{OpenProject, files};
use crate::render;

/// What the working copy is called beside a branch.
const HERE: &str = "the working copy";

/// What a merge of the working copy with a branch would give.
pub struct MergePreview {
    /// The scripts of both sides, and of the merge.
    pub sides: Sides,
    /// What there is to say of the merge.
    pub preview: Preview,
}

impl MergePreview {
    /// Merges the scripts as they lie in the working copy with those of a branch, as git would, and
    /// looks at the result. Nothing is written.
    pub fn of(
        project: &OpenProject,
        reference: &str,
        dialect: Option<Dialect>,
    ) -> Result<Self, CommandError> {
        let repository = Repository::open(&project.config)?;
        let here = files(&project.config)?.files;
        let theirs = repository.snapshot(reference)?;
        let Some(ours) = repository.working_copy(HERE, &here)? else {
            return Err(CommandError::new(
                ErrorKind::Git,
                "nothing is checked out that could be merged",
            )
            .hint("check a branch out, or compare branches: `limbeck conflicts --ref A --ref B`"));
        };
        let merged = repository.merge(&ours, &theirs)?;
        let sides = Sides {
            left_name: HERE.to_owned(),
            right_name: reference.to_owned(),
            left: Project::load_versions(here),
            right: Project::load_versions(repository.files(&theirs)?),
            merged: Project::load_versions(repository.files(&merged.snapshot)?),
            unmergeable: merged.conflicts,
        };
        let preview = sides.preview(dialect);
        Ok(Self { sides, preview })
    }

    /// What is wrong after the merge, and what nobody can tell of it.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let others = self.preview.conflicts.iter();
        let others = others.filter(|it| !it.verdict.is_conflict());
        let all = self.preview.diagnostics.iter().cloned();
        all.chain(others.flat_map(Conflict::diagnostics)).collect()
    }

    /// What the statements of its heads do to each other.
    pub fn conflicts(&self) -> Vec<Diagnostic> {
        let conflicts = self.preview.conflicts.iter();
        let conflicts = conflicts.filter(|it| it.verdict.is_conflict());
        conflicts.flat_map(Conflict::diagnostics).collect()
    }

    /// What is on which side, line by line.
    pub fn summary(&self) -> Vec<String> {
        let count = |presence| {
            let number = self.preview.revisions(presence).count();
            render::count(number, "revision")
        };
        let heads = match self.preview.merged_heads.as_slice() {
            [] => "no history".to_owned(),
            [head] => format!("one head: {head}"),
            heads => format!("{} heads: {}", heads.len(), heads.join(", ")),
        };
        let mut lines = vec![format!(
            "{} here and not in {}, {} there and not here; merged, there would be {heads}",
            count(Presence::Left),
            self.sides.right_name,
            count(Presence::Right),
        )];
        let conflicts = self.preview.conflicts.iter();
        lines.extend(conflicts.map(|conflict| {
            let verdict = conflict.verdict.text();
            format!("{} and {}: {verdict}", conflict.left, conflict.right)
        }));
        lines
    }
}
