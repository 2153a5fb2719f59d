use leptos::task::spawn_local;
use web_sys::{DataTransfer, FileSystemEntry};

use super::{Purpose, entries, picked, reading};
use crate::state::App;

/// Whether what is dragged has files, and not a piece of text.
pub fn has_files(transfer: &DataTransfer) -> bool {
    transfer
        .types()
        .iter()
        .any(|it| it.as_string().as_deref() == Some("Files"))
}

/// Reads what was dropped: a folder, several, or files.
pub fn dropped(app: App, purpose: Purpose, transfer: &DataTransfer) {
    // The entries must be asked for before the event is over.
    let items = transfer.items();
    let entries: Vec<FileSystemEntry> = (0..items.length())
        .filter_map(|index| items.get(index)?.webkit_get_as_entry().ok().flatten())
        .collect();
    if entries.is_empty() {
        if let Some(files) = transfer.files().filter(|files| files.length() > 0) {
            picked(app, purpose, &files);
        }
        return;
    }
    let (name, prefix) = match entries.as_slice() {
        [only] if only.is_directory() => (only.name(), only.full_path()),
        [only] => (only.name(), String::new()),
        several => (format!("{} files", several.len()), String::new()),
    };
    let begun = purpose.begin(app, &name);
    spawn_local(async move {
        let progress = |count| begun.found_files(count);
        let found = entries::read_entries(entries, &prefix, progress).await;
        reading::read(begun, name, found);
    });
}
