//! Files that the page needs as they are.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};

use crate::configuration::Configuration;
use crate::document::Link;
use crate::output::Output;

/// Adds what `link` asks for. Gives the tag that takes the link's place.
pub(crate) fn add(
    source: &Path,
    link: &Link,
    configuration: &Configuration,
    output: &mut Output,
) -> Result<String> {
    let base = configuration.public_url();
    let href = link.required("href")?;
    let path = source.join(href);
    match link.rel.as_str() {
        "css" => {
            link.expect_attributes(&["href", "data-target-path"])?;
            link.expect_no_integrity()?;
            let name = add_file(&path, link, output)?;
            // Trunk keeps attributes that it does not know, and this is one to it.
            Ok(format!(
                r#"<link rel="stylesheet" href="{base}{name}" data-integrity="none"/>"#
            ))
        }
        "icon" => {
            link.expect_attributes(&["href", "data-target-path"])?;
            link.expect_no_integrity()?;
            let name = add_file(&path, link, output)?;
            Ok(format!(r#"<link rel="icon" href="{base}{name}"/>"#))
        }
        "copy-file" => {
            link.expect_attributes(&["href", "data-target-path"])?;
            add_file(&path, link, output)?;
            Ok(String::new())
        }
        "copy-dir" => {
            link.expect_attributes(&["href", "data-target-path"])?;
            let folder = match link.attribute("data-target-path") {
                Some(folder) => folder.trim_end_matches('/').to_owned(),
                None => file_name(&path)?.to_owned(),
            };
            output.add_folder(&path, &format!("{folder}/"))?;
            Ok(String::new())
        }
        "inline" => {
            link.expect_attributes(&["href", "type"])?;
            inline(&path, link)
        }
        other => bail!("the link rel=\"{other}\" is not supported"),
    }
}

/// Adds the file at `path`. Gives its address below the page's folder.
fn add_file(path: &Path, link: &Link, output: &mut Output) -> Result<String> {
    let name = file_name(path)?;
    let address = match link.attribute("data-target-path") {
        Some(folder) => format!("{}/{name}", folder.trim_end_matches('/')),
        None => name.to_owned(),
    };
    output.add(address.clone(), read(path)?)?;
    Ok(address)
}

/// The text at `path` as a part of the page itself.
fn inline(path: &Path, link: &Link) -> Result<String> {
    let text = String::from_utf8(read(path)?)
        .with_context(|| format!("{} is not UTF-8", path.display()))?;
    let extension = path.extension().and_then(OsStr::to_str);
    match link.attribute("type").or(extension) {
        Some("html" | "svg") => Ok(text),
        Some("css") => Ok(format!("<style>{text}</style>")),
        Some("js") => Ok(format!("<script>{text}</script>")),
        Some("mjs" | "module") => Ok(format!(r#"<script type="module">{text}</script>"#)),
        _ => bail!("cannot tell what kind of text {} is", path.display()),
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    ensure!(path.is_file(), "{} is not a file", path.display());
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn file_name(path: &Path) -> Result<&str> {
    path.file_name()
        .and_then(OsStr::to_str)
        .with_context(|| format!("{} has no name that fits an address", path.display()))
}
