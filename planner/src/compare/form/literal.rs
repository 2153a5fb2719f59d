use super::moment;
use crate::compare::canonical_tokens;
use crate::schema::DataType;
use crate::sql::Dialect;

/// A value as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    /// Its text, without quotes.
    pub(super) text: String,
    /// Whether it stands in quotes.
    pub(super) is_quoted: bool,
    /// The type that it is cast to, in the one spelling, where that is said.
    pub(super) data_type: Option<String>,
}

/// Whether two literals are one value. Where one side says its type, the other is read as one of
/// that, since PostgreSQL does so, and shows the value as it understands it.
pub(super) fn same_literal(one: &Literal, other: &Literal, dialect: Dialect) -> bool {
    if dialect != Dialect::Postgresql {
        return one.text == other.text && one.is_quoted == other.is_quoted;
    }
    if one.text == other.text {
        return true;
    }
    let data_type = one.data_type.as_ref().or(other.data_type.as_ref());
    match data_type {
        Some(data_type) => same_value(&one.text, &other.text, data_type),
        None => one.is_quoted != other.is_quoted && same_number(&one.text, &other.text),
    }
}

/// Whether two texts are one value of a type.
fn same_value(one: &str, other: &str, data_type: &str) -> bool {
    if let Some(element) = data_type.strip_suffix("[]") {
        let (one, other) = (elements(one), elements(other));
        return one.len() == other.len()
            && one
                .iter()
                .zip(&other)
                .all(|(one, other)| one == other || same_value(one, other, element));
    }
    let name = data_type.split('(').next().unwrap_or(data_type);
    match name {
        "boolean" => same_parsed(one, other, boolean),
        "integer" | "bigint" | "smallint" | "numeric" | "real" | "double precision" | "oid" => {
            same_number(one, other)
        }
        "money" => same_parsed(one, other, money),
        "json" | "jsonb" => same_parsed(one, other, |text| {
            serde_json::from_str::<serde_json::Value>(text).ok()
        }),
        "uuid" => same_parsed(one, other, |text| {
            let text = text.replace(['{', '}', '-'], "");
            Some(text.to_ascii_lowercase())
        }),
        "bytea" | "xml" | "macaddr" | "inet" | "cidr" => one.eq_ignore_ascii_case(other),
        "character" => one.trim_end_matches(' ') == other.trim_end_matches(' '),
        "regclass" | "regtype" | "regproc" => relation(one) == relation(other),
        "interval" => same_parsed(one, other, moment::interval),
        "date" | "time" | "timestamp" | "timestamp with time zone" | "time with time zone" => {
            same_parsed(one, other, |text| moment::moment(text, name))
        }
        _ if name.starts_with("timestamp") || name.starts_with("time") => {
            same_parsed(one, other, |text| moment::moment(text, data_type))
        }
        // Points, ranges and the like have nothing but spaces to spare.
        "point" | "box" | "line" | "circle" | "path" | "polygon" | "lseg" | "tsvector" => {
            without_spaces(one) == without_spaces(other)
        }
        name if name.ends_with("range") => without_spaces(one) == without_spaces(other),
        _ => false,
    }
}

/// Whether two defaults of MySQL are one value of a type: numbers with and without quotes, times with
/// and without parts that are zero.
pub(in crate::compare) fn same_mysql_value(one: &str, other: &str, data_type: &DataType) -> bool {
    let plain = |text: &str| text.trim_matches(['\'', '(', ')']).to_owned();
    let (one, other) = (plain(one), plain(other));
    let name = data_type.text.to_ascii_lowercase();
    let name = name.split(['(', ' ']).next().unwrap_or_default();
    match name {
        "datetime" | "timestamp" | "time" | "date" => {
            same_parsed(&one, &other, |text| moment::moment(text, name))
        }
        _ => same_number(&one, &other),
    }
}

/// Whether both texts can be read, and are the same then.
fn same_parsed<Value: PartialEq>(
    one: &str,
    other: &str,
    parse: impl Fn(&str) -> Option<Value>,
) -> bool {
    match (parse(one), parse(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// Whether two texts are one number.
pub(super) fn same_number(one: &str, other: &str) -> bool {
    let parse = |text: &str| text.trim().parse::<f64>().ok().map(f64::to_bits);
    same_parsed(one, other, parse)
}

/// PostgreSQL takes any unique beginning of these words.
fn boolean(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "t" | "tr" | "tru" | "true" | "y" | "ye" | "yes" | "on" | "1" => Some(true),
        "f" | "fa" | "fal" | "fals" | "false" | "n" | "no" | "of" | "off" | "0" => Some(false),
        _ => None,
    }
}

fn money(text: &str) -> Option<u64> {
    let number = text.trim().replace(['$', ','], "");
    number.parse::<f64>().ok().map(f64::to_bits)
}

/// The name of a relation without the default namespace, as PostgreSQL reads it in a text.
fn relation(text: &str) -> String {
    let name = canonical_tokens(text, Dialect::Postgresql);
    match name.strip_prefix("public . ") {
        Some(name) => name.to_owned(),
        None => name,
    }
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

/// The elements of an array literal such as `{a,"b c",NULL}`, one level deep.
fn elements(text: &str) -> Vec<String> {
    let inner = text.trim();
    let inner = inner
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'))
        .unwrap_or(inner);
    let mut elements = Vec::new();
    let mut element = String::new();
    let mut is_quoted = false;
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => is_quoted = !is_quoted,
            '\\' => element.extend(characters.next()),
            ',' if !is_quoted => elements.push(std::mem::take(&mut element).trim().to_owned()),
            character => element.push(character),
        }
    }
    if !elements.is_empty() || !element.trim().is_empty() {
        elements.push(element.trim().to_owned());
    }
    elements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_type_are_told_by_what_they_are() {
        for (data_type, one, other) in [
            ("boolean", "t", "true"),
            ("numeric(10,2)", "1.50", "1.5"),
            ("jsonb", "{\"a\":1, \"b\":[]}", "{\"b\": [], \"a\": 1}"),
            ("uuid", "A0EEBC99-9C0B", "a0eebc999c0b"),
            ("character(3)", "x", "x  "),
            ("regclass", "public.a_id_seq", "a_id_seq"),
            ("text[]", "{ a , \"b c\" }", "{a,\"b c\"}"),
            ("integer[]", "{1,02}", "{1,2}"),
            ("interval", "1 hour", "01:00:00"),
            ("date", "2020-1-5", "2020-01-05"),
            (
                "timestamp with time zone",
                "2020-01-01",
                "2020-01-01 00:00:00+00",
            ),
            ("timestamp(3)", "2020-01-01 10:00", "2020-01-01 10:00:00"),
            ("point", "(0, 0)", "(0,0)"),
            ("money", "5", "$5.00"),
        ] {
            assert!(
                same_value(one, other, data_type),
                "{data_type} {one} {other}"
            );
        }
        for (data_type, one, other) in [
            ("text", "1.0", "1"),
            ("numeric", "1", "2"),
            ("interval", "1 hour", "2 hours"),
            ("text[]", "{a,b}", "{a}"),
            ("date", "2020-01-05", "2020-01-06"),
        ] {
            assert!(
                !same_value(one, other, data_type),
                "{data_type} {one} {other}"
            );
        }
    }
}
