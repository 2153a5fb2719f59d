//! Ways to bring files in: pick a folder, pick files, or drop either.

mod declared;
mod drop;
mod entries;
mod picker;
mod purpose;
mod reading;

pub use declared::declared_files;
pub use drop::{dropped, has_files};
pub use picker::{can_pick_folders, pick_folder, picked};
pub use purpose::Purpose;

use limbeck_planner::settings::FILE_NAME;
use limbeck_planner::source::is_script_path;
use wasm_bindgen::JsValue;
use web_sys::File;

use crate::worker::UnreadEntry;

/// So many other paths are kept, to name them.
const NAMED: usize = 3;

/// Files as they are found; only what may be a script is kept. None is read yet.
#[derive(Debug, Default)]
pub struct Found {
    files: Vec<(String, File)>,
    unread: Vec<UnreadEntry>,
    others: usize,
    some_others: Vec<String>,
}

impl Found {
    /// Whether a file at `path` is to be read at all. Others need not even be opened.
    fn wants(path: &str) -> bool {
        // The configuration is looked at, too.
        is_script_path(path) || path == FILE_NAME
    }

    fn add(&mut self, path: String, file: File) {
        self.files.push((path, file));
    }

    /// Keeps in mind that the browser cannot read what is at `path`: it may be a revision, or hold
    /// one.
    fn miss(&mut self, path: String, error: &JsValue) {
        let reason = entries::text(error, "message");
        self.unread.push(UnreadEntry { path, reason });
    }

    /// The same for a folder of which not all could be listed.
    fn miss_folder(&mut self, path: &str, error: &JsValue) {
        let path = match path.trim_end_matches('/') {
            "" => "./".to_owned(),
            path => format!("{path}/"),
        };
        self.miss(path, error);
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
