//! The JavaScript interface.
//!
//! It is thin: values come in and go out through `serde-wasm-bindgen`, as the documents that
//! `--format json` prints, and what they hold is declared in `declarations/`. Nothing here
//! panics; whatever is wrong is thrown as an `Error` with the fields of an
//! [`ErrorDocument`](crate::document::ErrorDocument).
//!
//! ```sh
//! cargo rustc -p limbeck-planner --lib --features javascript --release \
//!     --crate-type cdylib --target wasm32-unknown-unknown
//! wasm-bindgen --target web --out-dir DIR target/wasm32-unknown-unknown/release/limbeck_planner.wasm
//! ```
//!
//! The manifest does not say `cdylib`: cargo would then link one, optimised as a whole, in each build
//! of the page, which uses the Rust types and has no use for it.

mod argument;
mod error;
mod merging;
mod project;
mod schema;

pub use merging::preview_merge;
pub use project::JsProject;

use wasm_bindgen::prelude::wasm_bindgen;

/// What the objects hold, for TypeScript.
#[wasm_bindgen(typescript_custom_section)]
const HISTORY: &str = include_str!("declarations/history.ts");

/// What those hold that are about schemas.
#[wasm_bindgen(typescript_custom_section)]
const SCHEMA: &str = include_str!("declarations/schema.ts");

/// What those hold that are about branches and new revisions.
#[wasm_bindgen(typescript_custom_section)]
const BRANCHES: &str = include_str!("declarations/branches.ts");
