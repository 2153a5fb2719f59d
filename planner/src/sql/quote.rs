use super::Dialect;
use super::reserved::is_reserved;

/// `name` as an identifier: as it is where the database reads it as that, else in the dialect's
/// quotes. SQLAlchemy quotes the same names.
pub fn identifier(name: &str, dialect: Dialect) -> String {
    let plain = name
        .chars()
        .enumerate()
        .all(|(index, c)| c == '_' || c.is_ascii_lowercase() || (index > 0 && c.is_ascii_digit()));
    if plain && !name.is_empty() && !is_reserved(name, dialect) {
        return name.to_owned();
    }
    let quote = match dialect {
        Dialect::Mysql => '`',
        Dialect::Postgresql | Dialect::Sqlite => '"',
    };
    quoted(name, quote)
}

/// `value` as a string literal.
pub fn literal(value: &str, dialect: Dialect) -> String {
    match dialect {
        // A backslash escapes in MySQL, unless its mode forbids it, and stands for itself in
        // standard strings elsewhere.
        Dialect::Mysql => quoted(&value.replace('\\', "\\\\"), '\''),
        Dialect::Postgresql | Dialect::Sqlite => quoted(value, '\''),
    }
}

fn quoted(text: &str, quote: char) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for character in text.chars() {
        out.push(character);
        if character == quote {
            out.push(quote);
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_stay_plain() {
        assert_eq!(
            identifier("alembic_version", Dialect::Postgresql),
            "alembic_version"
        );
        assert_eq!(identifier("version2", Dialect::Mysql), "version2");
    }

    #[test]
    fn other_names_are_quoted() {
        assert_eq!(identifier("Version", Dialect::Postgresql), "\"Version\"");
        assert_eq!(identifier("2nd", Dialect::Sqlite), "\"2nd\"");
        assert_eq!(identifier("table", Dialect::Mysql), "`table`");
        assert_eq!(identifier("a`b", Dialect::Mysql), "`a``b`");
        assert_eq!(identifier("", Dialect::Sqlite), "\"\"");
    }

    #[test]
    fn literals_escape_what_the_dialect_escapes() {
        assert_eq!(literal("it's", Dialect::Postgresql), "'it''s'");
        assert_eq!(literal("a\\", Dialect::Postgresql), "'a\\'");
        assert_eq!(literal("a\\'", Dialect::Mysql), "'a\\\\'''");
    }
}
