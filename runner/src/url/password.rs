use std::fmt;

/// A secret that no formatting shows.
#[derive(Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// Takes the secret in.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret itself, for the driver alone.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

impl fmt::Display for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

/// Masks what looks like the password of a URL anywhere in `text`.
///
/// It is for text that others compose from what was typed, such as the messages of the parser of
/// the command line. Whatever stands between the first `:` behind `://` and the last `@` before
/// white space, a quote or the end becomes `***`.
pub fn mask_passwords(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(scheme_end) = rest.find("://") {
        let authority_start = scheme_end + "://".len();
        masked.push_str(&rest[..authority_start]);
        rest = &rest[authority_start..];
        let end = rest
            .find(|character: char| {
                character.is_whitespace() || matches!(character, '\'' | '"' | '`')
            })
            .unwrap_or(rest.len());
        if let Some(at) = rest[..end].rfind('@')
            && let Some(colon) = rest[..at].find(':')
        {
            masked.push_str(&rest[..=colon]);
            masked.push_str("***");
            rest = &rest[at..];
        }
    }
    masked.push_str(rest);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_formatting_shows_the_secret() {
        let password = Password::new("s3cret");
        assert_eq!(format!("{password} {password:?}"), "*** ***");
    }

    #[test]
    fn passwords_inside_other_text_are_masked() {
        assert_eq!(
            mask_passwords("unexpected 'postgresql://me:p@ss:w/rd@host/db' found"),
            "unexpected 'postgresql://me:***@host/db' found"
        );
        assert_eq!(
            mask_passwords("two: mysql://a:b@c/d and sqlite:///e"),
            "two: mysql://a:***@c/d and sqlite:///e"
        );
        assert_eq!(
            mask_passwords("http://localhost:80/"),
            "http://localhost:80/"
        );
    }
}
