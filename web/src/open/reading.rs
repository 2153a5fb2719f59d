use futures_util::future::join_all;
use js_sys::Uint8Array;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::{Found, entries};
use crate::state::App;
use crate::worker::{OpenError, Packed, Picked, PickedFile, Progress, Source};

/// So many files are asked for at a time.
const AT_ONCE: usize = 256;

/// Reads what was found, and opens it.
///
/// The files are read here and not in the worker, since handing a handle to the worker makes the
/// browser look at its file while the page waits, and reading does not.
pub(super) fn open(app: App, name: String, found: Found) {
    spawn_local(async move {
        match read(app, &found).await {
            Ok(files) => {
                let picked = Picked {
                    name,
                    files,
                    others: u32::try_from(found.others).unwrap_or(u32::MAX),
                    some_others: found.some_others,
                };
                app.open(Source::Picked(Packed::pack(&picked)));
            }
            Err(error) => app.not_opened(error),
        }
    });
}

async fn read(app: App, found: &Found) -> Result<Vec<PickedFile>, OpenError> {
    let count = |files: usize| u32::try_from(files).unwrap_or(u32::MAX);
    let total = count(found.files.len());
    let mut files = Vec::with_capacity(found.files.len());
    for batch in found.files.chunks(AT_ONCE) {
        let done = count(files.len());
        app.opening(Progress::Reading { done, total });
        let contents = join_all(batch.iter().map(|(_, file)| bytes(file))).await;
        for ((path, _), bytes) in batch.iter().zip(contents) {
            let path = path.clone();
            match bytes {
                Ok(bytes) => files.push(PickedFile { path, bytes }),
                Err(error) => {
                    let reason = entries::text(&error, "message");
                    return Err(OpenError::Unreadable { path, reason });
                }
            }
        }
    }
    app.opening(Progress::Building { total });
    Ok(files)
}

async fn bytes(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
