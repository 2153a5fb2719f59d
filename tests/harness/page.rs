//! Serves the page as any static web server does.

use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A static server of the page, until it is dropped.
#[derive(Debug)]
pub struct PageServer {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl PageServer {
    /// Serves the page that `cargo xtask test` built.
    pub async fn start() -> Result<Self> {
        Self::serve(crate::path_from("LIMBECK_TEST_PAGE")?).await
    }

    /// Serves another page.
    pub async fn serve(folder: PathBuf) -> Result<Self> {
        let folder = Arc::new(folder);
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .context("cannot listen on the loopback address")?;
        let address = listener.local_addr()?;
        let router = Router::new().fallback(file).with_state(folder);
        let task = tokio::spawn(async move {
            // Serving ends with the test; the browser says what went wrong before that.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { address, task })
    }

    /// Where the page is, with a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }
}

impl Drop for PageServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn file(State(folder): State<Arc<PathBuf>>, uri: Uri) -> Response {
    let path = match uri.path() {
        "/" => "index.html",
        path => path.trim_start_matches('/'),
    };
    let path = Path::new(path);
    let below = path
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    match tokio::fs::read(folder.join(path)).await {
        Ok(bytes) if below => ([(header::CONTENT_TYPE, media_type(path))], bytes).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
