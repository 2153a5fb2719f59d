use super::*;

fn refused(headers: &[(&'static str, &'static str)]) -> Option<StatusCode> {
    let headers = headers
        .iter()
        .map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        })
        .collect();
    let address = SocketAddr::from(([127, 0, 0, 1], 8642));
    refusal(address, &Method::GET, &headers).map(|(status, _)| status)
}

#[test]
fn the_page_itself_may_ask() {
    for host in [
        "127.0.0.1:8642",
        "localhost:8642",
        "LOCALHOST:8642",
        "[::1]:8642",
    ] {
        assert_eq!(refused(&[("host", host)]), None, "{host}");
    }
    assert_eq!(
        refused(&[
            ("host", "127.0.0.1:8642"),
            ("origin", "http://127.0.0.1:8642"),
            ("sec-fetch-site", "same-origin"),
        ]),
        None
    );
}

#[test]
fn other_hosts_are_refused() {
    for host in [
        "attacker.example:8642",
        "127.0.0.1:80",
        "127.0.0.1",
        "localhost.attacker.example:8642",
        "127.0.0.1.nip.io:8642",
        "",
    ] {
        assert_eq!(
            refused(&[("host", host)]),
            Some(StatusCode::FORBIDDEN),
            "{host}"
        );
    }
    assert_eq!(refused(&[]), Some(StatusCode::FORBIDDEN));
}

#[test]
fn other_origins_are_refused() {
    for origin in [
        "https://127.0.0.1:8642",
        "http://attacker.example",
        "null",
        "http://localhost:1",
    ] {
        assert_eq!(
            refused(&[("host", "127.0.0.1:8642"), ("origin", origin)]),
            Some(StatusCode::FORBIDDEN),
            "{origin}"
        );
    }
    assert_eq!(
        refused(&[
            ("host", "127.0.0.1:8642"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "no-cors")
        ]),
        Some(StatusCode::FORBIDDEN)
    );
}

#[test]
fn a_link_from_elsewhere_may_be_followed() {
    assert_eq!(
        refused(&[
            ("host", "127.0.0.1:8642"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ]),
        None
    );
}

#[test]
fn only_reading_is_served() {
    let headers =
        HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("localhost:8642"))]);
    let address = SocketAddr::from(([127, 0, 0, 1], 8642));
    let (status, _) = refusal(address, &Method::POST, &headers).unwrap();
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
}
