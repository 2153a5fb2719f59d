use std::path::Path;

use gix::ObjectId;
use gix::objs::tree::EntryKind;
use limbeck_planner::source::{File, is_script_path};

use super::{GitError, Repository};

/// The version locations as they are in one commit, or as they lie in the working copy.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What people call it: the branch as it was given.
    pub label: String,
    /// The commit that it is of, or was made from.
    pub(super) commit: ObjectId,
    /// A tree with the version locations at their places, and with nothing else.
    pub(super) tree: ObjectId,
}

impl Repository {
    /// The version locations in a commit. One that has none of them is an error.
    pub fn snapshot(&self, reference: &str) -> Result<Snapshot, GitError> {
        let commit = self.commit(reference)?;
        let tree = self.locations_of(commit, reference)?;
        if tree == self.git.empty_tree().id {
            return Err(GitError::NoFolder {
                reference: reference.to_owned(),
                folders: self.locations.iter().map(|it| it.name.clone()).collect(),
            });
        }
        Ok(Snapshot {
            label: reference.to_owned(),
            commit,
            tree,
        })
    }

    /// The files of the working copy as a child of the commit that is checked out; nothing in a
    /// repository without commits.
    pub fn working_copy(&self, label: &str, files: &[File]) -> Result<Option<Snapshot>, GitError> {
        let Some(commit) = self.checked_out() else {
            return Ok(None);
        };
        let failed = |error: gix::Error| GitError::object("the working copy", &error);
        let mut editor = self.git.empty_tree().edit().map_err(failed)?;
        for file in files {
            let blob = self.git.write_blob(&file.bytes).map_err(failed)?;
            let path = self.path_in_repository(&file.path);
            editor
                .upsert(path, EntryKind::Blob, blob.detach())
                .map_err(failed)?;
        }
        let tree = editor.write().map_err(failed)?.detach();
        Ok(Some(Snapshot {
            label: label.to_owned(),
            commit,
            tree,
        }))
    }

    /// The tree of a commit, cut down to the version locations.
    pub(super) fn locations_of(&self, commit: ObjectId, label: &str) -> Result<ObjectId, GitError> {
        let failed = |error: gix::Error| GitError::object(format!("the tree of `{label}`"), &error);
        let commit = self.git.find_object(commit).map_err(failed)?;
        let whole = commit.peel_to_tree().map_err(failed)?;
        let mut editor = self.git.empty_tree().edit().map_err(failed)?;
        for location in &self.locations {
            if location.path.as_os_str().is_empty() {
                return Ok(whole.id);
            }
            let entry = whole
                .lookup_entry_by_path(&location.path)
                .map_err(failed)?
                .filter(|entry| entry.mode().is_tree());
            if let Some(entry) = entry {
                editor
                    .upsert(slashes(&location.path), EntryKind::Tree, entry.object_id())
                    .map_err(failed)?;
            }
        }
        Ok(editor.write().map_err(failed)?.detach())
    }

    /// The scripts of a snapshot, with the paths by which the project knows them.
    pub fn files(&self, snapshot: &Snapshot) -> Result<Vec<File>, GitError> {
        self.entries(snapshot)?
            .into_iter()
            .map(|(path, blob)| self.file(path, blob, &snapshot.label))
            .collect()
    }

    pub(super) fn file(&self, path: String, blob: ObjectId, label: &str) -> Result<File, GitError> {
        let mut object = self
            .git
            .find_object(blob)
            .map_err(|error| GitError::object(format!("`{path}` of `{label}`"), &error))?;
        Ok(File::new(path, std::mem::take(&mut object.data)))
    }

    /// The paths of the scripts of a snapshot, as the project knows them, and their contents.
    pub(super) fn entries(&self, snapshot: &Snapshot) -> Result<Vec<(String, ObjectId)>, GitError> {
        let failed = |error: gix::Error| {
            GitError::object(format!("the scripts of `{}`", snapshot.label), &error)
        };
        let tree = self.git.find_tree(snapshot.tree).map_err(failed)?;
        let found = tree.traverse().breadthfirst.files().map_err(failed)?;
        let mut entries: Vec<(String, ObjectId)> = found
            .into_iter()
            .filter(|entry| entry.mode.is_blob())
            .map(|entry| (self.shown(&entry.filepath.to_string()), entry.oid))
            .filter(|(path, _)| is_script_path(path))
            .collect();
        entries.sort();
        Ok(entries)
    }

    /// A path from the top of the repository as the project shows it: from its own folder.
    pub(super) fn shown(&self, path: &str) -> String {
        let root = slashes(&self.root);
        if root.is_empty() {
            return path.to_owned();
        }
        let mut up = String::new();
        let mut above = root.as_str();
        loop {
            let below = path.strip_prefix(above).and_then(|it| it.strip_prefix('/'));
            if let Some(below) = below {
                return format!("{up}{below}");
            }
            up.push_str("../");
            match above.rsplit_once('/') {
                Some((parent, _)) => above = parent,
                None => return format!("{up}{path}"),
            }
        }
    }

    /// The reverse of [`Self::shown`].
    fn path_in_repository(&self, shown: &str) -> String {
        path_in_repository(&self.root, shown)
    }
}

/// A path from a repository's top, where `shown` is from `root`, which is in that repository.
pub fn path_in_repository(root: &Path, shown: &str) -> String {
    let root = slashes(root);
    let mut parts: Vec<&str> = root.split('/').filter(|part| !part.is_empty()).collect();
    for part in shown.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "" | "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn slashes(path: &Path) -> String {
    let parts = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
