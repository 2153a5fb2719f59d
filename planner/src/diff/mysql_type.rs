use crate::compare::canonical_type;
use crate::schema::DataType;
use crate::sql::Dialect;

/// Whether every value of a type of MySQL stays what it is in another one. What is not known to is
/// taken not to.
pub(super) fn holds(new: &DataType, old: &DataType) -> bool {
    let canonical = |it: &DataType| canonical_type(&it.text, Dialect::Mysql);
    let (new, old) = (canonical(new), canonical(old));
    if new == old {
        return true;
    }
    let (new, old) = (Parts::of(&new), Parts::of(&old));
    if let (Some(wide), Some(narrow)) = (integer_bits(new.name), integer_bits(old.name)) {
        return match (new.is_unsigned, old.is_unsigned) {
            (false, true) => wide > narrow,
            (true, false) => false,
            _ => wide >= narrow,
        };
    }
    if new.is_unsigned && !old.is_unsigned {
        return false;
    }
    match (new.name, old.name) {
        ("decimal", "decimal") => digits(&new).zip(digits(&old)).is_some_and(
            |((precision, scale), (old_precision, old_scale))| {
                scale >= old_scale
                    && precision.saturating_sub(scale) >= old_precision.saturating_sub(old_scale)
            },
        ),
        ("double", "float") | ("datetime", "date") => true,
        ("double", _) => integer_bits(old.name).is_some_and(|bits| bits <= 32),
        ("enum", "enum") => new.arguments.starts_with(&old.arguments),
        ("varchar", "varchar" | "char")
        | ("char", "char")
        | ("varbinary", "varbinary")
        | ("datetime", "datetime")
        | ("timestamp", "timestamp")
        | ("time", "time") => new.number() >= old.number(),
        _ => match (bytes(&new), bytes(&old)) {
            (Some((kind, most)), Some((old_kind, least))) => kind == old_kind && most >= least,
            _ => false,
        },
    }
}

struct Parts<'text> {
    name: &'text str,
    arguments: Vec<&'text str>,
    is_unsigned: bool,
}

impl<'text> Parts<'text> {
    fn of(canonical: &'text str) -> Self {
        let bare = canonical.strip_suffix(" unsigned");
        let text = bare.unwrap_or(canonical);
        let (name, arguments) = text.split_once('(').unwrap_or((text, ""));
        let arguments = arguments.strip_suffix(')').unwrap_or(arguments);
        Self {
            name,
            arguments: arguments.split(',').filter(|it| !it.is_empty()).collect(),
            is_unsigned: bare.is_some(),
        }
    }

    /// The first argument; none is zero.
    fn number(&self) -> u64 {
        let first = self.arguments.first();
        first.and_then(|it| it.parse().ok()).unwrap_or(0)
    }
}

fn integer_bits(name: &str) -> Option<u32> {
    match name {
        "tinyint" => Some(8),
        "smallint" => Some(16),
        "mediumint" => Some(24),
        "int" => Some(32),
        "bigint" => Some(64),
        _ => None,
    }
}

fn digits(parts: &Parts<'_>) -> Option<(u32, u32)> {
    match parts.arguments[..] {
        [precision, scale] => Some((precision.parse().ok()?, scale.parse().ok()?)),
        _ => None,
    }
}

/// What kind of string a type holds, and how many bytes of it. Of a string's characters, one takes
/// four at most.
fn bytes(parts: &Parts<'_>) -> Option<(char, u64)> {
    let longest = |power: u32| (1_u64 << power) - 1;
    match parts.name {
        "tinytext" => Some(('t', longest(8))),
        "text" => Some(('t', longest(16))),
        "mediumtext" => Some(('t', longest(24))),
        "longtext" => Some(('t', longest(32))),
        "varchar" => Some(('t', parts.number().saturating_mul(4))),
        "tinyblob" => Some(('b', longest(8))),
        "blob" => Some(('b', longest(16))),
        "mediumblob" => Some(('b', longest(24))),
        "longblob" => Some(('b', longest(32))),
        "varbinary" => Some(('b', parts.number())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wider_holds_what_is_narrower() {
        let holds = |new: &str, old: &str| holds(&DataType::new(new), &DataType::new(old));
        for (narrow, wide) in [
            ("INT", "BIGINT"),
            ("INT UNSIGNED", "BIGINT UNSIGNED"),
            ("INT UNSIGNED", "BIGINT"),
            ("VARCHAR(100)", "VARCHAR(200)"),
            ("VARCHAR(100)", "TEXT"),
            ("BLOB", "LONGBLOB"),
            ("ENUM('a','b')", "ENUM('a','b','c')"),
            ("DECIMAL(10,2)", "DECIMAL(12,2)"),
            ("DATETIME", "DATETIME(6)"),
            ("FLOAT", "DOUBLE"),
        ] {
            assert!(holds(wide, narrow), "{narrow} {wide}");
            assert!(!holds(narrow, wide), "{wide} {narrow}");
        }
        for (old, new) in [
            ("INT", "INT UNSIGNED"),
            ("ENUM('a','b')", "ENUM('b','a')"),
            ("DECIMAL(10,2)", "DECIMAL(10,4)"),
            ("TEXT", "BLOB"),
            ("INT", "VARCHAR(5)"),
        ] {
            assert!(!holds(new, old), "{old} {new}");
        }
    }
}
