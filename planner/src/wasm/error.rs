use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::document::ErrorDocument;

/// What is thrown: an `Error` that has the fields of the document.
pub(super) fn thrown(document: &ErrorDocument) -> JsValue {
    let error = js_sys::Error::new(&document.message);
    error.set_name("PlannerError");
    match write(document) {
        Ok(fields) => js_sys::Object::assign(&error, &js_sys::Object::from(fields)).into(),
        Err(failure) => failure,
    }
}

/// The value of a document, which is the same as its JSON would give.
pub(super) fn write(document: &impl Serialize) -> Result<JsValue, JsValue> {
    document
        .serialize(&Serializer::json_compatible())
        .map_err(JsValue::from)
}
