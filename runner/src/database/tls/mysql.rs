use sqlx::mysql::MySqlSslMode;

use super::{Meaning, Safety, safety, switch};
use crate::database::DatabaseError;
use crate::url::ServerUrl;

/// How safe the connection has to be, if the URL says so.
pub fn ssl_mode(url: &ServerUrl) -> Result<Option<MySqlSslMode>, DatabaseError> {
    Ok(safety(url, ssl_meaning)?.map(|safety| match safety {
        Safety::Plain => MySqlSslMode::Disabled,
        Safety::Allowed | Safety::Preferred => MySqlSslMode::Preferred,
        Safety::Required => MySqlSslMode::Required,
        Safety::TrustedServer => MySqlSslMode::VerifyCa,
        Safety::TrustedHost => MySqlSslMode::VerifyIdentity,
    }))
}

/// What a parameter asks for, as MySQL's client, MariaDB's and Python's drivers spell it.
fn ssl_meaning(name: &str, value: &str) -> Result<Meaning, DatabaseError> {
    match name.replace('-', "_").as_str() {
        "ssl_mode" | "sslmode" => named_safety(value).map(Meaning::AtLeast),
        "ssl" => switch(name, value, Safety::Required),
        "ssl_disabled" => switch(name, value, Safety::Plain),
        "ssl_ca" => Ok(Meaning::AtLeast(Safety::TrustedServer)),
        "ssl_verify_cert" => switch(name, value, Safety::TrustedServer),
        "ssl_verify_identity" | "ssl_verify_server_cert" | "ssl_check_hostname" => {
            switch(name, value, Safety::TrustedHost)
        }
        "ssl_cert" | "ssl_key" => Ok(Meaning::Nothing),
        other if other.starts_with("ssl") || other.starts_with("tls") => Ok(Meaning::Unknown),
        _ => Ok(Meaning::Other),
    }
}

fn named_safety(value: &str) -> Result<Safety, DatabaseError> {
    match value.to_ascii_uppercase().replace('-', "_").as_str() {
        "DISABLED" => Ok(Safety::Plain),
        "PREFERRED" => Ok(Safety::Preferred),
        "REQUIRED" => Ok(Safety::Required),
        "VERIFY_CA" => Ok(Safety::TrustedServer),
        "VERIFY_IDENTITY" => Ok(Safety::TrustedHost),
        _ => Err(DatabaseError::Url {
            reason: "has an `ssl_mode` that is none of `DISABLED`, `PREFERRED`, `REQUIRED`, \
                     `VERIFY_CA` and `VERIFY_IDENTITY`"
                .to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url::DatabaseUrl;

    fn mode(parameters: &str) -> Result<Option<MySqlSslMode>, String> {
        let url = format!("mysql://me@host/db?{parameters}");
        let Ok(DatabaseUrl::Mysql(server)) = url.parse() else {
            panic!("{url} is a URL");
        };
        ssl_mode(&server).map_err(|error| error.to_string())
    }

    #[test]
    fn the_strictest_wish_counts_whatever_the_order() {
        use MySqlSslMode::{Disabled, Preferred, Required, VerifyCa, VerifyIdentity};

        for (wishes, expected) in [
            (
                &["ssl_mode=VERIFY_IDENTITY", "ssl_ca=ca.pem"][..],
                VerifyIdentity,
            ),
            (&["ssl_ca=ca.pem", "ssl=true"], VerifyCa),
            (&["ssl_verify_cert=true", "ssl=true", "ssl_key=k"], VerifyCa),
            (
                &["ssl-check-hostname=1", "ssl-mode=required"],
                VerifyIdentity,
            ),
            (&["ssl_mode=PREFERRED", "ssl_verify_cert=false"], Preferred),
            (&["ssl=yes", "charset=utf8mb4"], Required),
            (&["ssl_disabled=true", "ssl=false"], Disabled),
        ] {
            let mut reversed = wishes.to_vec();
            reversed.reverse();
            for order in [wishes, &reversed] {
                let found = mode(&order.join("&")).unwrap();
                assert_eq!(
                    format!("{found:?}"),
                    format!("{:?}", Some(expected)),
                    "{order:?}"
                );
            }
        }
        assert!(mode("charset=utf8mb4").unwrap().is_none());
    }

    #[test]
    fn wishes_that_cannot_be_met_are_refused() {
        for parameters in [
            "ssl_mode=DISABLED&ssl_ca=ca.pem",
            "ssl=true&ssl_disabled=true",
            "ssl_cipher=AES256",
            "tls_versions=TLSv1.3",
            "ssl_mode=sometimes",
            "ssl_verify_cert=perhaps",
        ] {
            mode(parameters).expect_err(parameters);
        }
    }
}
