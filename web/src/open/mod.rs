//! Ways to bring files in: pick a folder, pick files, or drop either.

mod drop;
mod entries;
mod picker;
mod reading;

pub use drop::{dropped, has_files};
pub use picker::{can_pick_folders, pick_folder, picked};

use limbeck_planner::source::is_script_path;
use web_sys::File;

/// The configuration is looked at, too.
const CONFIGURATION: &str = "limbeck.toml";

/// So many other paths are kept, to name them.
const NAMED: usize = 3;

/// Files as they are found; only what may be a script is kept. None is read yet.
#[derive(Debug, Default)]
pub struct Found {
    files: Vec<(String, File)>,
    others: usize,
    some_others: Vec<String>,
}

impl Found {
    /// Whether a file at `path` is to be read at all. Others need not even be opened.
    fn wants(path: &str) -> bool {
        is_script_path(path) || path == CONFIGURATION
    }

    fn add(&mut self, path: String, file: File) {
        self.files.push((path, file));
    }

    fn pass_over(&mut self, path: String) {
        self.others += 1;
        if self.some_others.len() < NAMED {
            self.some_others.push(path);
        }
    }

    fn len(&self) -> usize {
        self.files.len() + self.others
    }
}

/// Folders that hold no scripts of the project's own, and may hold a hundred thousand files.
fn is_passed_over(folder: &str) -> bool {
    folder.starts_with('.') || matches!(folder, "node_modules" | "target" | "__pycache__" | "venv")
}
