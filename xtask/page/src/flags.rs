//! What the command line says.

use std::path::PathBuf;

xflags::xflags! {
    /// Builds the page from index.html as Trunk does, without Trunk.
    cmd xtask-page {
        /// The folder that holds index.html and Trunk.toml.
        required --source directory: PathBuf
        /// The folder to write the page to. What does not belong to the page is removed from it.
        required --out directory: PathBuf
    }
}
