use futures_util::future::join_all;
use js_sys::Uint8Array;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::Found;
use super::purpose::Reading;
use crate::worker::{Picked, PickedFile, Progress};

/// So many files are asked for at a time.
const AT_ONCE: usize = 256;

/// Reads what was found, and hands it over.
///
/// The files are read here and not in the worker, since handing a handle to the worker makes the
/// browser look at its file while the page waits, and reading does not.
pub(super) fn read(begun: Reading, name: String, mut found: Found) {
    spawn_local(async move {
        let progress = |progress| begun.progress(progress);
        let picked = Picked {
            name,
            files: contents(&mut found, progress).await,
            unread: found.unread,
            others: u32::try_from(found.others).unwrap_or(u32::MAX),
            some_others: found.some_others,
        };
        begun.finish(&picked);
    });
}

async fn contents(found: &mut Found, progress: impl Fn(Progress)) -> Vec<PickedFile> {
    let count = |files: usize| u32::try_from(files).unwrap_or(u32::MAX);
    let all = std::mem::take(&mut found.files);
    let total = count(all.len());
    let mut files = Vec::with_capacity(all.len());
    for (number, batch) in all.chunks(AT_ONCE).enumerate() {
        let done = count(number * AT_ONCE);
        progress(Progress::Reading { done, total });
        let contents = join_all(batch.iter().map(|(_, file)| bytes(file))).await;
        for ((path, _), bytes) in batch.iter().zip(contents) {
            let path = path.clone();
            match bytes {
                Ok(bytes) => files.push(PickedFile { path, bytes }),
                Err(error) => found.miss(path, &error),
            }
        }
    }
    progress(Progress::Building { total });
    files
}

pub(super) async fn bytes(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
