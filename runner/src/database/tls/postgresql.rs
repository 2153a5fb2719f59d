use sqlx::postgres::PgSslMode;

use super::{Meaning, Safety, safety};
use crate::database::DatabaseError;
use crate::url::ServerUrl;

/// In the place of a file: the certificates that the operating system trusts.
pub const SYSTEM: &str = "system";

/// How safe the connection has to be, if the URL says so.
/// <https://www.postgresql.org/docs/current/libpq-ssl.html>
pub fn ssl_mode(url: &ServerUrl) -> Result<Option<PgSslMode>, DatabaseError> {
    let has_root = url.parameters.iter().any(|(name, _)| name == "sslrootcert");
    Ok(safety(url, ssl_meaning)?.map(|safety| match safety {
        Safety::Plain => PgSslMode::Disable,
        Safety::Allowed => PgSslMode::Allow,
        Safety::Preferred => PgSslMode::Prefer,
        // As in libpq: whoever names a root wants it to be asked.
        Safety::Required if has_root => PgSslMode::VerifyCa,
        Safety::Required => PgSslMode::Require,
        Safety::TrustedServer => PgSslMode::VerifyCa,
        Safety::TrustedHost => PgSslMode::VerifyFull,
    }))
}

fn ssl_meaning(name: &str, value: &str) -> Result<Meaning, DatabaseError> {
    match name {
        "sslmode" | "ssl" => named_safety(value).map(Meaning::AtLeast),
        "sslrootcert" if value == SYSTEM => Ok(Meaning::AtLeast(Safety::TrustedHost)),
        "sslrootcert" | "sslcert" | "sslkey" => Ok(Meaning::Nothing),
        "sslcompression" | "sslsni" => Ok(Meaning::Other),
        other if other.starts_with("ssl") => Ok(Meaning::Unknown),
        _ => Ok(Meaning::Other),
    }
}

fn named_safety(value: &str) -> Result<Safety, DatabaseError> {
    match value.to_ascii_lowercase().as_str() {
        "false" | "disable" => Ok(Safety::Plain),
        "allow" => Ok(Safety::Allowed),
        "prefer" => Ok(Safety::Preferred),
        "true" | "require" => Ok(Safety::Required),
        "verify-ca" => Ok(Safety::TrustedServer),
        "verify-full" => Ok(Safety::TrustedHost),
        _ => Err(DatabaseError::Url {
            reason: "has an `sslmode` that is none of `disable`, `allow`, `prefer`, `require`, \
                     `verify-ca` and `verify-full`"
                .to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url::DatabaseUrl;

    fn mode(parameters: &str) -> Result<Option<PgSslMode>, String> {
        let url = format!("postgresql://me@host/db?{parameters}");
        let Ok(DatabaseUrl::Postgresql(server)) = url.parse() else {
            panic!("{url} is a URL");
        };
        ssl_mode(&server).map_err(|error| error.to_string())
    }

    #[test]
    fn the_strictest_wish_counts_whatever_the_order() {
        use PgSslMode::{Allow, Disable, Require, VerifyCa, VerifyFull};

        for (parameters, expected) in [
            ("sslmode=verify-full&ssl=true", VerifyFull),
            ("ssl=true&sslmode=verify-full", VerifyFull),
            ("sslmode=require", Require),
            ("sslmode=require&sslrootcert=ca.pem", VerifyCa),
            ("sslrootcert=system", VerifyFull),
            ("sslmode=disable", Disable),
            ("sslmode=allow&sslcompression=0", Allow),
        ] {
            let found = mode(parameters).unwrap();
            assert_eq!(
                format!("{found:?}"),
                format!("{:?}", Some(expected)),
                "{parameters}"
            );
        }
        assert!(
            mode("application_name=a&channel_binding=prefer")
                .unwrap()
                .is_none()
        );
        for parameters in ["sslcrl=a.pem", "ssl=false&sslmode=require", "sslmode=maybe"] {
            mode(parameters).expect_err(parameters);
        }
    }
}
