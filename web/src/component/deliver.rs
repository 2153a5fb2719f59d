//! Hands texts to the person: by the clipboard or as a file.

use js_sys::{Array, Date};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::worker::TextFile;

/// Puts `text` into the clipboard. Fails where the browser does not let it.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await?;
    Ok(())
}

/// Saves `file` where the browser saves downloads, byte for byte.
pub fn download(file: &TextFile) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    let is_json = std::path::Path::new(&file.name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    kind.set_type(if is_json {
        "application/json"
    } else {
        "application/sql"
    });
    let parts = Array::of1(&JsValue::from_str(&file.text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(&file.name);
    anchor.click();
    // The browser takes the blob over at the click, and may take it a moment later.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// A new revision's id, as Alembic makes them: twelve random hexadecimal digits.
pub fn new_id() -> Result<String, JsValue> {
    let mut bytes = [0_u8; 6];
    window()
        .crypto()?
        .get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The time in UTC, as a script's header says it.
pub fn now() -> String {
    let iso = String::from(Date::new_0().to_iso_string());
    let (date, time) = iso.split_once('T').unwrap_or((&iso, ""));
    let time = time.split('.').next().unwrap_or(time);
    format!("{date} {time}+00:00")
}
