//! Finds the programs that the commands need, and gets those that are missing.

pub(crate) mod javascript;
pub(crate) mod python;

pub(crate) mod shared;
pub(crate) mod system;
pub(crate) mod toolchain;

use std::env;
use std::path::PathBuf;

/// The program called `name` on the PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .find(|program| program.is_file())
}
