pub use limbeck_planner::settings::Secret as Password;

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
