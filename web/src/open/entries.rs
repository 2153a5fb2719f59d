//! Walks folders: those that were dropped, and those of the File System Access API.

use futures_channel::oneshot;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

use super::{Found, is_passed_over};

/// The progress is told after so many files.
const TOLD_EVERY: usize = 250;

/// The text that `object` has under `key`; empty where it has none.
pub(super) fn text(object: &JsValue, key: &str) -> String {
    Reflect::get(object, &JsValue::from_str(key))
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// The files below a `FileSystemDirectoryHandle`. What cannot be read is passed over.
pub(super) async fn read_handle(folder: &JsValue, progress: impl Fn(usize)) -> Found {
    let mut found = Found::default();
    let mut folders = vec![(String::new(), folder.clone())];
    while let Some((prefix, folder)) = folders.pop() {
        let Ok(Ok(values)) = method(&folder, "values").map(|it| it.call0(&folder)) else {
            continue;
        };
        while let Some(handle) = next(&values).await {
            let name = text(&handle, "name");
            let path = format!("{prefix}{name}");
            if text(&handle, "kind") == "directory" {
                if !is_passed_over(&name) {
                    folders.push((format!("{path}/"), handle));
                }
            } else if !Found::wants(&path) {
                found.pass_over(path);
            } else if let Some(file) = promised(&handle, "getFile").await {
                found.add(path, file.unchecked_into::<File>());
            } else {
                found.pass_over(path);
            }
            if found.len().is_multiple_of(TOLD_EVERY) {
                progress(found.len());
            }
        }
    }
    found
}

fn method(object: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(object, &JsValue::from_str(name))?.dyn_into()
}

/// What the promise that a method gives comes to.
async fn promised(object: &JsValue, name: &str) -> Option<JsValue> {
    let promise = method(object, name).ok()?.call0(object).ok()?;
    JsFuture::from(promise.unchecked_into::<Promise>())
        .await
        .ok()
}

/// The next value of an asynchronous iterator.
async fn next(iterator: &JsValue) -> Option<JsValue> {
    let step = promised(iterator, "next").await?;
    let is_done = Reflect::get(&step, &JsValue::from_str("done"))
        .ok()?
        .is_truthy();
    if is_done {
        return None;
    }
    Reflect::get(&step, &JsValue::from_str("value")).ok()
}

/// The files at and below dropped entries, whose paths begin behind `prefix`.
pub(super) async fn read_entries(
    entries: Vec<FileSystemEntry>,
    prefix: &str,
    progress: impl Fn(usize),
) -> Found {
    let mut found = Found::default();
    let mut waiting = entries;
    while let Some(entry) = waiting.pop() {
        let whole = entry.full_path();
        let path = whole.strip_prefix(prefix).unwrap_or(&whole);
        let path = path.trim_start_matches('/').to_owned();
        if entry.is_directory() {
            if path.is_empty() || !is_passed_over(&entry.name()) {
                waiting.extend(children(entry.unchecked_into()).await);
            }
        } else if !Found::wants(&path) {
            found.pass_over(path);
        } else if let Some(file) = file(entry.unchecked_into()).await {
            found.add(path, file);
        } else {
            found.pass_over(path);
        }
        if found.len().is_multiple_of(TOLD_EVERY) {
            progress(found.len());
        }
    }
    found
}

/// What a folder holds. A browser gives it in parts; an empty part is the end.
async fn children(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut children = Vec::new();
    loop {
        let part = called_back(|done, failed| {
            reader.read_entries_with_callback_and_callback(done, failed)
        });
        let Some(part) = part.await else { break };
        let part: Array = part.unchecked_into();
        if part.length() == 0 {
            break;
        }
        children.extend(part.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
    children
}

async fn file(entry: FileSystemFileEntry) -> Option<File> {
    let file = called_back(|done, failed| {
        entry.file_with_callback_and_callback(done, failed);
        Ok(())
    });
    file.await.map(JsCast::unchecked_into)
}

/// Waits for one of two callbacks; `None` is the failure's.
async fn called_back(
    start: impl FnOnce(&Function, &Function) -> Result<(), JsValue>,
) -> Option<JsValue> {
    let (sender, receiver) = oneshot::channel();
    let sender = std::rc::Rc::new(std::cell::Cell::new(Some(sender)));
    let failing = std::rc::Rc::clone(&sender);
    let done = Closure::once(move |value: JsValue| {
        if let Some(sender) = sender.take() {
            // The one who waits is the function below.
            let _ = sender.send(Some(value));
        }
    });
    let failed = Closure::once(move |_: JsValue| {
        if let Some(sender) = failing.take() {
            let _ = sender.send(None);
        }
    });
    start(
        done.as_ref().unchecked_ref(),
        failed.as_ref().unchecked_ref(),
    )
    .ok()?;
    receiver.await.ok().flatten()
}
