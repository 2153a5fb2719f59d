//! The page that was built into this binary.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/page.rs"));
}

/// What tells the page that a project is served.
const SERVED: &str = "<meta name=\"limbeck-served\" content=\"1\">";

/// Whether the page was built into this binary.
pub fn is_embedded() -> bool {
    !embedded::FILES.is_empty()
}

/// Answers with a file of the page.
pub async fn file(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    if path == "index.html" {
        return (
            [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
            INDEX.clone(),
        )
            .into_response();
    }
    let found = embedded::FILES
        .binary_search_by(|(name, _)| (*name).cmp(path))
        .ok()
        .map(|index| embedded::FILES[index].1);
    match found {
        Some(bytes) => (
            [
                (header::CONTENT_TYPE, content_type(path)),
                (header::CACHE_CONTROL, "no-cache"),
            ],
            bytes,
        )
            .into_response(),
        None => (StatusCode::NOT_FOUND, "there is no such file\n").into_response(),
    }
}

/// The page's document, marked as served; words of advice where there is none.
static INDEX: LazyLock<String> = LazyLock::new(|| {
    let found = embedded::FILES
        .iter()
        .find(|(name, _)| *name == "index.html");
    match found {
        Some((_, bytes)) => mark_served(&String::from_utf8_lossy(bytes)),
        None => ADVICE.to_owned(),
    }
});

const ADVICE: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
    <title>Limbeck</title></head><body><h1>Limbeck</h1><p>This binary was built without the page. \
    Build it with the page: <code>cargo xtask start</code>.</p>\
    <p>The project is served as JSON at <a href=\"/api/project\">/api/project</a>.</p>\
    </body></html>\n";

fn mark_served(document: &str) -> String {
    match document.find("<head>") {
        Some(head) => {
            let behind = head + "<head>".len();
            format!("{}{SERVED}{}", &document[..behind], &document[behind..])
        }
        None => format!("{SERVED}{document}"),
    }
}

/// What the page may load and run: its own files, its own inline scripts by their hashes, and
/// WebAssembly.
pub fn content_security_policy() -> String {
    POLICY.clone()
}

static POLICY: LazyLock<String> = LazyLock::new(|| {
    let mut scripts = String::from("'self' 'wasm-unsafe-eval'");
    for script in inline_scripts(&INDEX) {
        let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
        let _infallible = write!(scripts, " 'sha256-{hash}'");
    }
    format!(
        "default-src 'none'; script-src {scripts}; worker-src 'self' blob:; connect-src 'self'; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; \
         manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// The texts of the scripts that stand in a document.
fn inline_scripts(document: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    let mut rest = document;
    while let Some(start) = rest.find("<script") {
        rest = &rest[start..];
        let Some(open) = rest.find('>') else { break };
        let Some(close) = rest.find("</script") else {
            break;
        };
        if let Some(text) = rest.get(open + 1..close)
            && !text.trim().is_empty()
        {
            scripts.push(text);
        }
        rest = &rest[close + "</script".len()..];
    }
    scripts
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" | "sql" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_marked() {
        assert_eq!(
            mark_served("<html><head><title>a</title></head>"),
            format!("<html><head>{SERVED}<title>a</title></head>")
        );
    }

    #[test]
    fn scripts_are_found_in_their_exact_text() {
        let document =
            "<script src=\"a.js\"></script><script type=\"module\">\nimport x;\n</script>";
        assert_eq!(inline_scripts(document), ["\nimport x;\n"]);
        assert!(inline_scripts("<script>never closed").is_empty());
    }
}
