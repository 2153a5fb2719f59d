use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList};

use super::{Found, Purpose, entries, is_passed_over, reading};
use crate::state::App;

/// The name of the File System Access API's entry point. It is not everywhere, and not in
/// `web-sys` without unstable features.
const SHOW_DIRECTORY_PICKER: &str = "showDirectoryPicker";

/// Whether the browser lets a page open a folder without copying its list of files first.
pub fn can_pick_folders() -> bool {
    picker().is_some()
}

fn picker() -> Option<Function> {
    let name = JsValue::from_str(SHOW_DIRECTORY_PICKER);
    Reflect::get(&window(), &name).ok()?.dyn_into().ok()
}

/// Lets the person pick a folder, and reads it. Nothing happens if they think better of it.
pub fn pick_folder(app: App, purpose: Purpose) {
    let Some(picker) = picker() else { return };
    let Ok(picked) = picker.call0(&window()) else {
        return;
    };
    spawn_local(async move {
        let picked = JsFuture::from(picked.unchecked_into::<Promise>()).await;
        let Ok(folder) = picked else { return };
        let name = entries::text(&folder, "name");
        let begun = purpose.begin(app, &name);
        let found = entries::read_handle(&folder, |count| begun.found_files(count)).await;
        reading::read(begun, name, found);
    });
}

/// Reads what an `<input type=file>` holds.
///
/// Files of a folder know their path below it, and begin it with the folder's own name, which is
/// left out. Files picked alone have their name for a path.
pub fn picked(app: App, purpose: Purpose, list: &FileList) {
    let mut found = Found::default();
    let mut name = None;
    for index in 0..list.length() {
        let Some(file) = list.get(index) else {
            continue;
        };
        let path = relative_path(&file);
        let (folder, path) = match path.split_once('/') {
            Some((folder, path)) => (Some(folder.to_owned()), path.to_owned()),
            None => (None, file.name()),
        };
        name = name.or(folder);
        let mut folders = path.split('/');
        folders.next_back();
        if folders.any(is_passed_over) {
            continue;
        }
        if Found::wants(&path) {
            found.add(path, file);
        } else {
            found.pass_over(path);
        }
    }
    let name = name.unwrap_or_else(|| match list.get(0) {
        Some(file) if list.length() == 1 => file.name(),
        None => "The folder".to_owned(),
        _ => format!("{} files", list.length()),
    });
    let begun = purpose.begin(app, &name);
    begun.found_files(found.len());
    reading::read(begun, name, found);
}

pub(super) fn relative_path(file: &File) -> String {
    entries::text(file, "webkitRelativePath")
}
