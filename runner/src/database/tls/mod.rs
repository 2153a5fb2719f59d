//! How safe a connection to a server has to be: what the parameters of its URL ask for together.

pub mod mysql;
pub mod postgresql;

use super::DatabaseError;
use crate::url::ServerUrl;

/// How safe a connection has to be; each also gives what those before it give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// It is not encrypted.
    Plain,
    /// It is encrypted where the server asks for it.
    Allowed,
    /// It is encrypted where the server can.
    Preferred,
    /// It is encrypted.
    Required,
    /// The server's certificate is signed by somebody who is trusted.
    TrustedServer,
    /// The certificate is also that of the host.
    TrustedHost,
}

/// What one parameter means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The connection has to be at least as safe as this.
    AtLeast(Safety),
    /// It asks for nothing by itself: a file that is used where the connection is encrypted, or a
    /// choice that is not made.
    Nothing,
    /// The connection's safety is none of its business.
    Other,
    /// It is about the connection's safety, and what it asks for is not known here.
    Unknown,
}

/// What the parameters of `url` ask for, whatever their order: the strictest of them. None where
/// they say nothing.
pub fn safety(
    url: &ServerUrl,
    meaning: impl Fn(&str, &str) -> Result<Meaning, DatabaseError>,
) -> Result<Option<Safety>, DatabaseError> {
    let mut strictest: Option<Safety> = None;
    let mut plain = false;
    for (name, value) in &url.parameters {
        match meaning(name, value.reveal())? {
            Meaning::AtLeast(safety) => {
                plain |= safety == Safety::Plain;
                strictest = strictest.max(Some(safety));
            }
            Meaning::Nothing | Meaning::Other => {}
            Meaning::Unknown => {
                return Err(DatabaseError::Url {
                    reason: format!(
                        "has the parameter `{name}`, by which a connection would be made safer, \
                         and which is not known"
                    ),
                });
            }
        }
    }
    if plain && strictest > Some(Safety::Preferred) {
        return Err(DatabaseError::Url {
            reason: "asks for an encrypted connection and for one that is not".to_owned(),
        });
    }
    Ok(strictest)
}

/// What a parameter means that is `yes` or `no`.
pub fn switch(name: &str, value: &str, on: Safety) -> Result<Meaning, DatabaseError> {
    match value.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Ok(Meaning::AtLeast(on)),
        "0" | "false" | "no" | "off" | "" => Ok(Meaning::Nothing),
        _ => Err(DatabaseError::Url {
            reason: format!("has a parameter `{name}` that is neither `true` nor `false`"),
        }),
    }
}
