//! Who may ask, and what a browser is told about the answer.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::{Server, page};

/// Refuses what does not come from the page itself, and adds the headers of security.
pub async fn check(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let refused = refusal(server.address, request.method(), request.headers());
    let mut response = match refused {
        Some((status, reason)) => (status, format!("{reason}\n")).into_response(),
        None => next.run(request).await,
    };
    add_headers(response.headers_mut());
    response
}

/// Why a request is refused, if it is.
///
/// A page of another origin that has its name lead to this machine (DNS rebinding) sends that name
/// as the host; one that asks across origins says so in `Origin` or `Sec-Fetch-Site`.
fn refusal(
    address: SocketAddr,
    method: &Method,
    headers: &HeaderMap,
) -> Option<(StatusCode, &'static str)> {
    if method != Method::GET && method != Method::HEAD {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "only GET is served"));
    }
    let text = |name: HeaderName| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    match text(header::HOST) {
        Some(host) if is_own(address, host) => {}
        _ => return Some((StatusCode::FORBIDDEN, "this host is not served here")),
    }
    if let Some(origin) = text(header::ORIGIN)
        && !origin
            .strip_prefix("http://")
            .is_some_and(|host| is_own(address, host))
    {
        return Some((StatusCode::FORBIDDEN, "this origin may not ask"));
    }
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if matches!(site, Some("cross-site" | "same-site")) && !is_navigation(headers) {
        return Some((StatusCode::FORBIDDEN, "another site may not ask"));
    }
    None
}

/// A link to the page from elsewhere may be followed; what it loads comes from the page then.
fn is_navigation(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-mode")
        .is_some_and(|mode| mode == "navigate")
        && headers
            .get("sec-fetch-dest")
            .is_some_and(|destination| destination == "document")
}

/// Whether `host` is a name of this server, with its port: a usual one of this machine, or the
/// address that it listens at.
fn is_own(address: SocketAddr, host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
        // Browsers leave out the port that a scheme has by itself.
        _ => (host, Some(80)),
    };
    let is_usual = name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "[::1]");
    let is_its_own = match address.ip() {
        IpAddr::V4(ip) => name == ip.to_string(),
        IpAddr::V6(ip) => name == format!("[{ip}]"),
    };
    port == Some(address.port()) && (is_usual || is_its_own)
}

fn add_headers(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&page::content_security_policy()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
#[path = "guard_tests.rs"]
mod tests;
