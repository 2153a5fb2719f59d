//! What the end-to-end tests share.
//!
//! The suites run through `cargo xtask test`, which builds what they test, installs what they
//! need, and says where it is in variables that start with `LIMBECK_TEST_`.

pub mod browser;
pub mod databases;
pub mod limbeck;
pub mod page;
pub mod projects;

use std::path::PathBuf;

use anyhow::{Context as _, Result};

/// The path that `cargo xtask test` put into the variable `name`.
pub fn path_from(name: &str) -> Result<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).with_context(|| {
        format!("{name} is not set: run this suite with `cargo xtask test --only …`")
    })
}
