use std::borrow::Cow;
use std::path::PathBuf;
use std::str::FromStr;

use limbeck_planner::sql::Dialect;
use percent_encoding::percent_decode_str;

use super::{DatabaseUrl, FileAccess, FileUrl, Password, ServerUrl, UrlError};

/// The split follows SQLAlchemy's `make_url`: a password may hold a raw `/`, `:` or `?`, the last
/// `@` ends it, and a driver behind `+` is allowed.
impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (scheme, rest) = text.split_once(':').ok_or(UrlError::NoScheme)?;
        let database = scheme.split_once('+').map_or(scheme, |(name, _)| name);
        if database.is_empty()
            || !database
                .chars()
                .all(|character| character.is_ascii_alphanumeric())
        {
            return Err(UrlError::NoScheme);
        }
        match Dialect::of_url(text) {
            Some(Dialect::Sqlite) => file(rest).map(Self::File),
            Some(Dialect::Postgresql) => server(rest).map(Self::Postgresql),
            Some(Dialect::Mysql) => server(rest).map(Self::Mysql),
            None => Err(UrlError::UnknownScheme {
                scheme: database.to_owned(),
            }),
        }
    }
}

/// `///relative`, `////absolute`; and, as sqlx writes them, `relative` and `//relative`.
///
/// The path is not decoded: SQLAlchemy does not decode it either, and both must mean one file.
fn file(rest: &str) -> Result<FileUrl, UrlError> {
    let (path, query) = rest
        .split_once('?')
        .map_or((rest, ""), |(path, query)| (path, query));
    let path = path
        .strip_prefix("///")
        .or_else(|| path.strip_prefix("//"))
        .unwrap_or(path);
    if path.is_empty() || path == ":memory:" {
        return Err(UrlError::InMemory);
    }
    if path.starts_with("file:") {
        return Err(UrlError::SqliteFileName);
    }
    let mut access = FileAccess::Create;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name == "mode" {
            access = match value.as_ref() {
                "ro" => FileAccess::ReadOnly,
                "rw" => FileAccess::ReadWrite,
                "rwc" => FileAccess::Create,
                "memory" => return Err(UrlError::InMemory),
                _ => {
                    return Err(UrlError::Parameter {
                        name: name.into_owned(),
                        expected: "`ro`, `rw` or `rwc`",
                    });
                }
            };
        }
    }
    Ok(FileUrl {
        path: PathBuf::from(path),
        access,
    })
}

fn server(rest: &str) -> Result<ServerUrl, UrlError> {
    let rest = rest.strip_prefix("//").ok_or(UrlError::NoScheme)?;
    let (credentials, rest) = split_credentials(rest);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = host_and_port(authority)?;
    let (username, password) = match credentials {
        None => (None, None),
        Some(credentials) => match credentials.split_once(':') {
            None => (Some(decode(credentials, "user name")?), None),
            Some((username, password)) => (
                Some(decode(username, "user name")?),
                Some(Password::new(decode(password, "password")?)),
            ),
        },
    };
    let mut url = ServerUrl {
        host,
        port,
        username: username.filter(|username| !username.is_empty()),
        password,
        database: Some(decode(database, "database")?).filter(|database| !database.is_empty()),
        parameters: Vec::new(),
    };
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        take_parameter(&mut url, name, value)?;
    }
    Ok(url)
}

/// The parameters that only say in another place what the URL has a place for.
fn take_parameter(
    url: &mut ServerUrl,
    name: Cow<'_, str>,
    value: Cow<'_, str>,
) -> Result<(), UrlError> {
    match name.as_ref() {
        "host" => {
            // libpq takes `host:port` in SQLAlchemy's list form, and a folder for a socket.
            match value.rsplit_once(':') {
                Some((host, port)) if !value.starts_with('/') && !host.contains(':') => {
                    url.host = Some(host.to_owned());
                    url.port = Some(parse_port(port)?);
                }
                _ => url.host = Some(value.into_owned()),
            }
        }
        "port" => url.port = Some(parse_port(&value)?),
        "user" => url.username = Some(value.into_owned()),
        "password" | "passwd" => url.password = Some(Password::new(value)),
        "dbname" | "database" | "db" => url.database = Some(value.into_owned()),
        _ => url
            .parameters
            .push((name.into_owned(), Password::new(value))),
    }
    Ok(())
}

/// What stands before the `@` that ends the credentials, and what stands behind it.
///
/// An `@` inside the query does not count, unless it is the only way to read the credentials.
fn split_credentials(rest: &str) -> (Option<&str>, &str) {
    let before_query = rest.find('?').unwrap_or(rest.len());
    let at = rest[..before_query].rfind('@').or_else(|| {
        // A raw `?` inside a password hides the `@` behind it; a host has neither.
        let at = rest.rfind('@')?;
        (rest[..at].contains(':') && !rest[..before_query].contains('/')).then_some(at)
    });
    match at {
        Some(at) => (Some(&rest[..at]), &rest[at + 1..]),
        None => (None, rest),
    }
}

fn host_and_port(authority: &str) -> Result<(Option<String>, Option<u16>), UrlError> {
    let (host, port) = match authority
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    {
        Some((address, rest)) => (address, rest.strip_prefix(':').unwrap_or_default()),
        None => authority.split_once(':').unwrap_or((authority, "")),
    };
    let host = Some(decode(host, "host")?).filter(|host| !host.is_empty());
    let port = if port.is_empty() {
        None
    } else {
        Some(parse_port(port)?)
    };
    Ok((host, port))
}

fn parse_port(port: &str) -> Result<u16, UrlError> {
    port.parse()
        .ok()
        .filter(|&port| port != 0)
        .ok_or_else(|| UrlError::Port {
            port: if port.chars().all(|character| character.is_ascii_digit()) {
                port.to_owned()
            } else {
                // It may be the tail of a password with a raw `@` or `:`.
                "…".to_owned()
            },
        })
}

fn decode(text: &str, part: &'static str) -> Result<String, UrlError> {
    percent_decode_str(text)
        .decode_utf8()
        .map(Cow::into_owned)
        .map_err(|_| UrlError::Encoding { part })
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
