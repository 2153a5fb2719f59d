//! The page's files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

/// The page's files, by their addresses below its folder.
#[derive(Debug, Default)]
pub(crate) struct Output {
    files: BTreeMap<String, Vec<u8>>,
}

impl Output {
    /// Adds a file. Two files may share an address only if they are the same.
    pub(crate) fn add(
        &mut self,
        address: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<()> {
        let (address, bytes) = (address.into(), bytes.into());
        let earlier = self.files.get(&address);
        ensure!(
            earlier.is_none_or(|earlier| *earlier == bytes),
            "two files want the address {address}"
        );
        self.files.insert(address, bytes);
        Ok(())
    }

    /// Adds the files of a folder; their addresses start with `prefix`.
    pub(crate) fn add_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for path in entries(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let address = format!("{prefix}{name}");
            if path.is_dir() {
                self.add_folder(&path, &format!("{address}/"))?;
            } else {
                let bytes =
                    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                self.add(address, bytes)?;
            }
        }
        Ok(())
    }

    /// The addresses of the pieces of JavaScript that Rust libraries carry.
    pub(crate) fn snippets(&self) -> impl Iterator<Item = &str> {
        let addresses = self.files.keys().map(String::as_str);
        addresses.filter(|address| address.starts_with("snippets/"))
    }

    /// Makes `folder` hold these files and no others.
    ///
    /// A file that is already right is left alone, so that whatever was built from the folder
    /// stays up to date.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        for (address, bytes) in &self.files {
            let path = folder.join(address);
            if fs::read(&path).is_ok_and(|present| present == *bytes) {
                continue;
            }
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)
                    .with_context(|| format!("cannot make {}", parent.display()))?;
            }
            fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        }
        self.remove_others(folder, "")
    }

    fn remove_others(&self, folder: &Path, prefix: &str) -> Result<()> {
        for path in entries(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let address = format!("{prefix}{name}");
            if path.is_dir() {
                self.remove_others(&path, &format!("{address}/"))?;
            } else if !self.files.contains_key(&address) {
                fs::remove_file(&path)
                    .with_context(|| format!("cannot remove {}", path.display()))?;
            }
        }
        Ok(())
    }
}

/// The paths of what is in `folder`.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .with_context(|| format!("cannot read {}", folder.display()))
}
