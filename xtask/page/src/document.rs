//! `index.html`: the links that ask for something to be built, and what takes their places.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail, ensure};
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::configuration::Configuration;
use crate::output::Output;

/// The attribute that marks a link while it waits for what takes its place.
const ID: &str = "data-trunk-id";

/// An `index.html` on its way to become the page.
#[derive(Debug)]
pub(crate) struct Document {
    html: String,
    links: Vec<Link>,
}

/// A `<link data-trunk …>`.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// Its place among the links, from 0.
    pub(crate) id: usize,
    /// What it asks for: `rust`, `css`, `icon` …
    pub(crate) rel: String,
    attributes: BTreeMap<String, String>,
}

/// A Rust program that the page loads.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    id: usize,
    /// The name of its binary, and of the files it becomes.
    pub(crate) name: String,
    /// The `Cargo.toml` of its package, from `index.html`.
    pub(crate) manifest: String,
    /// The cargo profile that its link chooses.
    pub(crate) profile: Option<String>,
    /// How the page loads it.
    pub(crate) kind: ProgramKind,
    exposure: Exposure,
}

/// How the page loads a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProgramKind {
    /// As a module, from a tag that takes the link's place.
    Main,
    /// As a Web Worker, which the main program starts by way of a script among the page's assets.
    Worker,
}

/// Whether the page's other scripts see what the program exports.
#[derive(Debug, Clone)]
enum Exposure {
    Hidden,
    Global(String),
}

impl Document {
    /// Finds the links in `html`.
    pub(crate) fn parse(html: Vec<u8>) -> Result<Self> {
        let html = String::from_utf8(html).context("index.html is not UTF-8")?;
        let mut links = Vec::new();
        let html = rewrite(&html, "link[data-trunk], script[data-trunk]", |element| {
            let id = links.len();
            let attributes: BTreeMap<String, String> = element
                .attributes()
                .iter()
                .map(|attribute| (attribute.name(), attribute.value()))
                .collect();
            ensure!(
                element.tag_name() == "link",
                "<{} data-trunk> is not supported: link the file with rel=\"copy-file\" and \
                 write the tag yourself",
                element.tag_name()
            );
            let rel = attributes
                .get("rel")
                .cloned()
                .context("a <link data-trunk> has no rel")?;
            element.set_attribute(ID, &id.to_string())?;
            links.push(Link {
                id,
                rel,
                attributes,
            });
            Ok(())
        })?;
        Ok(Self { html, links })
    }

    /// The programs, in the order of their links.
    pub(crate) fn rust_programs(&self) -> Result<Vec<Program>> {
        let programs = self
            .links
            .iter()
            .filter(|link| link.rel == "rust")
            .map(Program::from_link)
            .collect::<Result<Vec<_>>>()?;
        let mains = programs
            .iter()
            .filter(|program| program.kind == ProgramKind::Main)
            .count();
        ensure!(
            mains == 1,
            "index.html links {mains} main programs, not one"
        );
        Ok(programs)
    }

    /// Everything else that is linked, in the order of the links.
    pub(crate) fn assets(&self) -> Vec<Link> {
        let is_asset = |link: &&Link| link.rel != "rust";
        self.links.iter().filter(is_asset).cloned().collect()
    }

    /// Puts `html` where the link with this id stands.
    pub(crate) fn replace(&mut self, id: usize, html: &str) -> Result<()> {
        self.html = rewrite(&self.html, &format!("link[{ID}=\"{id}\"]"), |element| {
            element.replace(html, ContentType::Html);
            Ok(())
        })?;
        Ok(())
    }

    /// Puts the tags that load `program` into the page.
    pub(crate) fn link_program(
        &mut self,
        program: &Program,
        configuration: &Configuration,
        output: &Output,
    ) -> Result<()> {
        if program.kind != ProgramKind::Main {
            return self.replace(program.id, "");
        }
        let base = configuration.public_url();
        let javascript = format!("{}.js", program.name);
        let wasm = format!("{}_bg.wasm", program.name);
        let fill_in = |pattern: &str| {
            pattern
                .replace("{base}", base)
                .replace("{js}", &javascript)
                .replace("{wasm}", &wasm)
                .replace("{crossorigin}", "anonymous")
        };
        let preload = if let Some(pattern) = configuration.preload_pattern() {
            fill_in(pattern)
        } else {
            let mut preload = String::new();
            for module in std::iter::once(javascript.as_str()).chain(output.snippets()) {
                write!(
                    preload,
                    r#"<link rel="modulepreload" href="{base}{module}" crossorigin="anonymous">"#
                )?;
            }
            write!(
                preload,
                r#"<link rel="preload" href="{base}{wasm}" crossorigin="anonymous" as="fetch" type="application/wasm">"#
            )?;
            preload
        };
        self.html = rewrite(&self.html, "html head", |element| {
            element.append(&preload, ContentType::Html);
            Ok(())
        })?;
        let script = configuration.script_pattern().map_or_else(
            || program.start_script(&format!("{base}{javascript}"), &format!("{base}{wasm}")),
            fill_in,
        );
        self.replace(program.id, &script)
    }

    /// Fills in the address that relative ones start from, where the page leaves it open.
    pub(crate) fn set_base(&mut self, configuration: &Configuration) -> Result<()> {
        let marker = "data-trunk-public-url";
        self.html = rewrite(
            &self.html,
            &format!("html head base[{marker}]"),
            |element| {
                element.remove_attribute(marker);
                element.set_attribute("href", configuration.public_url())?;
                Ok(())
            },
        )?;
        Ok(())
    }

    /// The page.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.html.into_bytes()
    }
}

impl Link {
    /// The value of an attribute, if it is there.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The value of an attribute that must be there.
    pub(crate) fn required(&self, name: &str) -> Result<&str> {
        self.attribute(name)
            .with_context(|| format!("the link rel=\"{}\" needs a {name}", self.rel))
    }

    /// Refuses attributes that are not among `known`: Trunk may heed them.
    pub(crate) fn expect_attributes(&self, known: &[&str]) -> Result<()> {
        for name in self.attributes.keys() {
            ensure!(
                ["rel", "data-trunk", "data-integrity"].contains(&name.as_str())
                    || known.contains(&name.as_str()),
                "the link rel=\"{}\" has the attribute {name}, which this builder does not know",
                self.rel
            );
        }
        Ok(())
    }

    /// Refuses a digest, which Trunk writes unless it is told not to.
    pub(crate) fn expect_no_integrity(&self) -> Result<()> {
        ensure!(
            self.attribute("data-integrity") == Some("none"),
            "the link rel=\"{}\" needs data-integrity=\"none\"",
            self.rel
        );
        Ok(())
    }
}

impl Program {
    fn from_link(link: &Link) -> Result<Self> {
        link.expect_attributes(&[
            "href",
            "data-bin",
            "data-type",
            "data-cargo-profile",
            "data-wasm-opt",
            "data-wasm-no-import",
            "data-wasm-import-name",
        ])?;
        link.expect_no_integrity()?;
        let kind = match link.attribute("data-type") {
            None | Some("main") => ProgramKind::Main,
            Some("worker") => ProgramKind::Worker,
            Some(other) => bail!("data-type=\"{other}\" is neither main nor worker"),
        };
        let manifest = link.required("href")?;
        ensure!(
            manifest.ends_with("Cargo.toml"),
            "the href of rel=\"rust\" must name a Cargo.toml"
        );
        let exposure = if link.attribute("data-wasm-no-import").is_some() {
            Exposure::Hidden
        } else {
            let name = link.attribute("data-wasm-import-name");
            Exposure::Global(name.unwrap_or("wasmBindings").to_owned())
        };
        Ok(Self {
            id: link.id,
            name: link.required("data-bin")?.to_owned(),
            manifest: manifest.to_owned(),
            profile: link.attribute("data-cargo-profile").map(str::to_owned),
            kind,
            exposure,
        })
    }

    /// The tag that starts the program; Trunk's text, blank lines included.
    fn start_script(&self, javascript: &str, wasm: &str) -> String {
        let (import, bind) = match &self.exposure {
            Exposure::Hidden => ("", String::new()),
            Exposure::Global(name) => (", * as bindings", format!("\nwindow.{name} = bindings;\n")),
        };
        format!(
            r#"
<script type="module">
import init{import} from '{javascript}';
const wasm = await init({{ module_or_path: '{wasm}' }});

{bind}

dispatchEvent(new CustomEvent("TrunkApplicationStarted", {{detail: {{wasm}}}}));

</script>"#
        )
    }
}

/// Runs `change` on every element that `selector` finds.
fn rewrite(
    html: &str,
    selector: &str,
    mut change: impl FnMut(&mut Element<'_, '_>) -> Result<()>,
) -> Result<String> {
    let handler = element!(selector, |element| change(element).map_err(Into::into));
    let settings = RewriteStrSettings::new().append_element_content_handler(handler);
    rewrite_str(html, settings).with_context(|| format!("cannot rewrite {selector} in index.html"))
}
