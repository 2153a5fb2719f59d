//! Puts the page into the binary: the folder that `LIMBECK_PAGE` names, or the workspace's `dist/`.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=LIMBECK_PAGE");
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let page = match env::var_os("LIMBECK_PAGE") {
        Some(page) if !page.is_empty() => PathBuf::from(page),
        _ => manifest.join("../dist"),
    };
    println!("cargo::rerun-if-changed=build.rs");
    if page.is_dir() {
        // A folder that is not there would count as changed at every build. When it appears,
        // `cargo xtask` sets the variable, which counts as a change.
        println!("cargo::rerun-if-changed={}", page.display());
    }
    let mut files = Vec::new();
    if page.join("index.html").is_file() {
        collect(&page, &page, &mut files)?;
    }
    files.sort();
    let mut table = String::from("pub const FILES: &[(&str, &[u8])] = &[\n");
    for (name, path) in files {
        writeln!(
            table,
            "    ({name:?}, include_bytes!({:?})),",
            path.display().to_string()
        )
        .map_err(io::Error::other)?;
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("page.rs"), table)
}

/// The files below `folder`, with their paths below `root` as a URL has them.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path().canonicalize()?;
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let below = path
                .strip_prefix(root.canonicalize()?)
                .map_err(io::Error::other)?;
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            files.push((parts.join("/"), path));
        }
    }
    Ok(())
}
