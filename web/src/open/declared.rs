use futures_util::future::join_all;
use web_sys::FileList;

use super::picker::relative_path;
use super::reading::bytes;
use super::{entries, is_passed_over};
use crate::worker::DeclaredFile;

/// More bytes than this are no schema that somebody edits.
const LARGEST: f64 = 20_000_000.0;

/// The files of an `<input type=file>` that declare a schema, in the order of their paths; or what is
/// wrong with them, in a sentence.
pub async fn declared_files(list: &FileList) -> Result<Vec<DeclaredFile>, String> {
    let mut found = Vec::new();
    for index in 0..list.length() {
        let Some(file) = list.get(index) else {
            continue;
        };
        let path = relative_path(&file);
        let below = path.split_once('/').map(|(_, below)| below.to_owned());
        let path = below.unwrap_or_else(|| file.name());
        let mut folders = path.split('/');
        folders.next_back();
        // A file that is picked alone is meant, whatever it is called.
        let is_meant = list.length() == 1 || path.ends_with(".sql");
        if is_meant && !folders.any(is_passed_over) {
            found.push((path, file));
        }
    }
    if found.is_empty() {
        return Err("there is no SQL file among them".to_owned());
    }
    if found.iter().map(|(_, file)| file.size()).sum::<f64>() > LARGEST {
        return Err("that is too much to edit in the page".to_owned());
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let contents = join_all(found.iter().map(|(_, file)| bytes(file))).await;
    let mut files = Vec::with_capacity(found.len());
    for ((path, _), bytes) in found.into_iter().zip(contents) {
        let bytes = bytes.map_err(|error| {
            let reason = entries::text(&error, "message");
            format!("`{path}` could not be read: {reason}")
        })?;
        let text = String::from_utf8(bytes).map_err(|_| format!("`{path}` is not UTF-8"))?;
        // A text field knows no other line breaks, and places are counted in what it holds.
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        files.push(DeclaredFile { path, text });
    }
    Ok(files)
}
