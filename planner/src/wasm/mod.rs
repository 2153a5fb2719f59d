//! The JavaScript interface.
//!
//! It is thin: values come in and go out through `serde-wasm-bindgen`, as the documents that
//! `--format json` prints, and what they hold is declared in `declarations.ts`. Nothing here
//! panics; whatever is wrong is thrown as an `Error` with the fields of an
//! [`ErrorDocument`](crate::document::ErrorDocument).

mod argument;
mod error;
mod project;

pub use project::JsProject;

use wasm_bindgen::prelude::wasm_bindgen;

/// What the objects hold, for TypeScript.
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = include_str!("declarations.ts");
