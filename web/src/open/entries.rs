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

/// The files below a `FileSystemDirectoryHandle`.
pub(super) async fn read_handle(folder: &JsValue, progress: impl Fn(usize)) -> Found {
    let mut found = Found::default();
    let mut folders = vec![(String::new(), folder.clone())];
    while let Some((prefix, folder)) = folders.pop() {
        let (handles, error) = handles(&folder).await;
        if let Some(error) = error {
            found.miss_folder(&prefix, &error);
        }
        for handle in handles {
            let name = text(&handle, "name");
            let path = format!("{prefix}{name}");
            if text(&handle, "kind") == "directory" {
                if !is_passed_over(&name) {
                    folders.push((format!("{path}/"), handle));
                }
            } else if !Found::wants(&path) {
                found.pass_over(path);
            } else {
                match promised(&handle, "getFile").await {
                    Ok(file) => found.add(path, file.unchecked_into::<File>()),
                    Err(error) => found.miss(path, &error),
                }
            }
            if found.len().is_multiple_of(TOLD_EVERY) {
                progress(found.len());
            }
        }
    }
    found
}

/// What a folder holds, and why there may be more.
async fn handles(folder: &JsValue) -> (Vec<JsValue>, Option<JsValue>) {
    let mut handles = Vec::new();
    let values = match call(folder, "values") {
        Ok(values) => values,
        Err(error) => return (handles, Some(error)),
    };
    loop {
        match next(&values).await {
            Ok(Some(handle)) => handles.push(handle),
            Ok(None) => return (handles, None),
            Err(error) => return (handles, Some(error)),
        }
    }
}

/// What a method gives.
fn call(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &JsValue::from_str(name))?.dyn_into()?;
    method.call0(object)
}

/// What the promise that a method gives comes to.
async fn promised(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let promise = call(object, name)?;
    JsFuture::from(promise.unchecked_into::<Promise>()).await
}

/// The next value of an asynchronous iterator; `None` behind the last.
async fn next(iterator: &JsValue) -> Result<Option<JsValue>, JsValue> {
    let step = promised(iterator, "next").await?;
    if Reflect::get(&step, &JsValue::from_str("done"))?.is_truthy() {
        return Ok(None);
    }
    Reflect::get(&step, &JsValue::from_str("value")).map(Some)
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
                let (children, error) = children(entry.unchecked_into()).await;
                waiting.extend(children);
                if let Some(error) = error {
                    found.miss_folder(&path, &error);
                }
            }
        } else if !Found::wants(&path) {
            found.pass_over(path);
        } else {
            match file(entry.unchecked_into()).await {
                Ok(file) => found.add(path, file),
                Err(error) => found.miss(path, &error),
            }
        }
        if found.len().is_multiple_of(TOLD_EVERY) {
            progress(found.len());
        }
    }
    found
}

/// What a folder holds, and why there may be more. A browser gives it in parts; an empty part is the
/// end.
async fn children(folder: FileSystemDirectoryEntry) -> (Vec<FileSystemEntry>, Option<JsValue>) {
    let reader = folder.create_reader();
    let mut children = Vec::new();
    loop {
        let part = called_back(|done, failed| {
            reader.read_entries_with_callback_and_callback(done, failed)
        });
        let part: Array = match part.await {
            Ok(part) => part.unchecked_into(),
            Err(error) => return (children, Some(error)),
        };
        if part.length() == 0 {
            return (children, None);
        }
        children.extend(part.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn file(entry: FileSystemFileEntry) -> Result<File, JsValue> {
    let file = called_back(|done, failed| {
        entry.file_with_callback_and_callback(done, failed);
        Ok(())
    });
    file.await.map(JsCast::unchecked_into)
}

/// Waits for one of two callbacks.
async fn called_back(
    start: impl FnOnce(&Function, &Function) -> Result<(), JsValue>,
) -> Result<JsValue, JsValue> {
    let (sender, receiver) = oneshot::channel();
    let sender = std::rc::Rc::new(std::cell::Cell::new(Some(sender)));
    let failing = std::rc::Rc::clone(&sender);
    let done = Closure::once(move |value: JsValue| {
        if let Some(sender) = sender.take() {
            // The one who waits is the function below.
            let _ = sender.send(Ok(value));
        }
    });
    let failed = Closure::once(move |error: JsValue| {
        if let Some(sender) = failing.take() {
            let _ = sender.send(Err(error));
        }
    });
    start(
        done.as_ref().unchecked_ref(),
        failed.as_ref().unchecked_ref(),
    )?;
    receiver.await.unwrap_or(Err(JsValue::UNDEFINED))
}
