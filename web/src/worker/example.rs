//! The example projects that come with the page.

use include_dir::{Dir, DirEntry, include_dir};
use limbeck_planner::source::File;

static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../examples");

/// A project to try the page with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The folder below `examples`, and its name in links.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What there is to see.
    pub description: &'static str,
}

/// The examples, in the order in which they are offered.
pub const fn examples() -> &'static [Example] {
    &[
        Example {
            name: "shop",
            title: "Shop",
            description: "A small shop's database: two branches with labels, and their merge",
        },
        Example {
            name: "two-heads",
            title: "Two heads",
            description: "Two people branched off at once: see both heads, and join them",
        },
    ]
}

/// The files of an example, if there is one of that name.
pub(super) fn files(name: &str) -> Option<Vec<File>> {
    let folder = EXAMPLES.get_dir(name)?;
    let mut files = Vec::new();
    collect(folder, name, &mut files);
    Some(files)
}

fn collect(folder: &Dir<'_>, name: &str, files: &mut Vec<File>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, name, files),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let below = path.strip_prefix(name).unwrap_or(&path);
                files.push(File::new(below.trim_start_matches('/'), file.contents()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use limbeck_planner::project::Project;

    use super::*;

    #[test]
    fn every_example_has_scripts() {
        for example in examples() {
            let files = files(example.name).expect("its folder");
            let project = Project::load(files);
            assert!(project.history().is_ok(), "{}", example.name);
            assert!(!project.scripts().is_empty(), "{}", example.name);
            assert!(project.scripts()[0].path.starts_with("migrations/"));
        }
        assert!(files("none").is_none());
    }
}
