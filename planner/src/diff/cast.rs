use crate::compare::canonical_type;
use crate::schema::{DataType, Expression, QualifiedName, Schema, TypeDefinition};
use crate::sql::{Dialect, identifier};

/// How the values of a column become those of another type (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cast {
    /// By themselves.
    Assigned,
    /// By a cast that the statement must write.
    Written(Expression),
    /// By no cast that is known.
    Unknown,
}

/// Whether a change of type can lose or refuse values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Every value stays what it was.
    Whole,
    /// Some may be cut, rounded or refused.
    Partial,
}

/// Families of types between which PostgreSQL casts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Integer(u32),
    Number,
    Text,
    Boolean,
    Date,
    Time,
    Timestamp,
    Interval,
    Json,
    Other,
}

fn family(canonical: &str) -> Family {
    let base = canonical.split(['(', ' ']).next().unwrap_or_default();
    match base {
        _ if canonical.ends_with("[]") => Family::Other,
        "smallint" => Family::Integer(1),
        "integer" => Family::Integer(2),
        "bigint" => Family::Integer(3),
        "numeric" | "real" | "double" => Family::Number,
        "text" | "character" | "citext" | "name" => Family::Text,
        "boolean" => Family::Boolean,
        "date" => Family::Date,
        "time" => Family::Time,
        "timestamp" => Family::Timestamp,
        "interval" => Family::Interval,
        "json" | "jsonb" => Family::Json,
        _ => Family::Other,
    }
}

/// How values of one type become those of another, and whether all do:
/// <https://www.postgresql.org/docs/current/sql-createcast.html>, of whose casts `pg_cast` has the
/// list. Types to and from text are cast by what they look like.
pub(super) fn cast(from: &DataType, to: &DataType, column: &str, schema: &Schema) -> (Cast, Fit) {
    let dialect = Dialect::Postgresql;
    let (one, other) = (
        canonical_type(&from.text, dialect),
        canonical_type(&to.text, dialect),
    );
    let column = identifier(column, dialect);
    let written = || Cast::Written(Expression::new(format!("{column}::{}", to.text)));
    match (family(&one), family(&other)) {
        (Family::Integer(first), Family::Integer(second)) => (Cast::Assigned, fit(first <= second)),
        (Family::Integer(size), Family::Number) => (Cast::Assigned, fit(holds(&other, size))),
        (Family::Number, Family::Number) => (
            Cast::Assigned,
            fit(other == "numeric" || widens(&one, &other)),
        ),
        (Family::Number, Family::Integer(_)) | (Family::Timestamp, Family::Date) => {
            (Cast::Assigned, Fit::Partial)
        }
        (Family::Timestamp, Family::Time) if has_zone(&one) || !has_zone(&other) => {
            (Cast::Assigned, Fit::Partial)
        }
        (Family::Interval, Family::Time) if !has_zone(&other) => (Cast::Assigned, Fit::Partial),
        (Family::Text, Family::Text) => (
            Cast::Assigned,
            fit(length(&other).is_none_or(|it| length(&one).is_some_and(|one| one <= it))),
        ),
        // Every type is assigned to text.
        (_, Family::Text) => (Cast::Assigned, fit(length(&other).is_none())),
        (Family::Text, _) => (written(), Fit::Partial),
        (Family::Date, Family::Timestamp) => (Cast::Assigned, Fit::Whole),
        (Family::Time, Family::Interval) if !has_zone(&one) => {
            (Cast::Assigned, fit(other == "interval"))
        }
        (Family::Timestamp, Family::Timestamp) | (Family::Time, Family::Time) => (
            Cast::Assigned,
            // The zone says at what time it was.
            fit(digits_of_seconds(&one) <= digits_of_seconds(&other)
                && (!has_zone(&one) || has_zone(&other))),
        ),
        (Family::Interval, Family::Interval) => (Cast::Assigned, fit(other == "interval")),
        // `jsonb` keeps neither the order of keys, nor two of one name, nor spaces.
        (Family::Json, Family::Json) => (Cast::Assigned, fit(one == other || other == "json")),
        (Family::Integer(2), Family::Boolean) | (Family::Boolean, Family::Integer(2)) => {
            (written(), fit(matches!(family(&other), Family::Integer(_))))
        }
        (Family::Integer(_), Family::Boolean) => (
            Cast::Written(Expression::new(format!("{column} <> 0"))),
            Fit::Partial,
        ),
        (Family::Boolean, Family::Integer(_)) => (
            Cast::Written(Expression::new(format!("{column}::integer"))),
            Fit::Whole,
        ),
        (Family::Other, Family::Other) if is_enum(&one, schema) && is_enum(&other, schema) => {
            let by_way_of_text = format!("{column}::text::{}", to.text);
            (Cast::Written(Expression::new(by_way_of_text)), Fit::Partial)
        }
        (Family::Other, Family::Other) if one.ends_with("[]") && other.ends_with("[]") => {
            array_cast(&one, &other, to, &column, schema)
        }
        _ => match casts_of_others(base(&one), base(&other)) {
            Some(OtherCast::Assigned(fit)) => (Cast::Assigned, fit),
            Some(OtherCast::Explicit) => (written(), Fit::Partial),
            None => (Cast::Unknown, Fit::Partial),
        },
    }
}

/// How two types that are of no family become each other.
enum OtherCast {
    Assigned(Fit),
    Explicit,
}

fn casts_of_others(one: &str, other: &str) -> Option<OtherCast> {
    use OtherCast::{Assigned, Explicit};

    match (one, other) {
        // Lengths of one type, such as bits or vectors.
        _ if one == other => Some(Assigned(Fit::Partial)),
        ("cidr", "inet") | ("macaddr", "macaddr8") => Some(Assigned(Fit::Whole)),
        ("inet", "cidr")
        | ("macaddr8", "macaddr")
        | ("bit", "bit varying")
        | ("bit varying", "bit")
        | ("money", "numeric")
        | ("integer" | "bigint" | "numeric", "money")
        | ("smallint" | "integer" | "bigint", "oid")
        | ("oid", "integer" | "bigint") => Some(Assigned(Fit::Partial)),
        ("integer" | "bigint", "bit")
        | ("bit", "integer" | "bigint")
        | (
            "jsonb",
            "boolean" | "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision",
        ) => Some(Explicit),
        _ => None,
    }
}

/// A type without its lengths.
fn base(canonical: &str) -> &str {
    canonical.split('(').next().unwrap_or_default()
}

fn array_cast(one: &str, other: &str, to: &DataType, column: &str, schema: &Schema) -> (Cast, Fit) {
    let one = one.strip_suffix("[]").unwrap_or(one);
    let other = other.strip_suffix("[]").unwrap_or(other);
    let (cast, fit) = self::cast(
        &DataType::new(one),
        &DataType::new(other),
        "element",
        schema,
    );
    match cast {
        Cast::Assigned => (Cast::Assigned, fit),
        Cast::Written(_) => (
            Cast::Written(Expression::new(format!("{column}::text[]::{}", to.text))),
            fit,
        ),
        Cast::Unknown => (Cast::Unknown, fit),
    }
}

const fn fit(whole: bool) -> Fit {
    if whole { Fit::Whole } else { Fit::Partial }
}

/// Whether a number holds every integer of a size.
fn holds(canonical: &str, size: u32) -> bool {
    match canonical {
        "numeric" => true,
        // They have 24 and 53 bits for it.
        "real" => size <= 1,
        "double precision" => size <= 2,
        _ => false,
    }
}

fn has_zone(canonical: &str) -> bool {
    canonical.ends_with("with time zone")
}

/// How many digits of a second a time keeps.
fn digits_of_seconds(canonical: &str) -> u64 {
    let (_, arguments) = canonical.split_once('(').unwrap_or_default();
    let digits = arguments.split(')').next().unwrap_or_default();
    digits.parse().unwrap_or(6)
}

/// Whether a number of the second type holds every one of the first.
fn widens(one: &str, other: &str) -> bool {
    let digits = |text: &str| -> Option<(u32, u32)> {
        let (_, arguments) = text.split_once('(')?;
        let (precision, scale) = arguments.trim_end_matches(')').split_once(',')?;
        Some((precision.trim().parse().ok()?, scale.trim().parse().ok()?))
    };
    match (digits(one), digits(other)) {
        (Some((precision, scale)), Some((other_precision, other_scale))) => {
            other_scale >= scale
                && other_precision - other_scale.min(other_precision)
                    >= precision - scale.min(precision)
        }
        _ => one == "real" && other == "double precision",
    }
}

fn length(canonical: &str) -> Option<u64> {
    let (_, arguments) = canonical.split_once('(')?;
    arguments.trim_end_matches(')').parse().ok()
}

fn is_enum(canonical: &str, schema: &Schema) -> bool {
    let dialect = Dialect::Postgresql;
    let mut parts = canonical.rsplitn(2, '.');
    let part = |text: &str| {
        crate::schema::Name::stored(
            text.trim_matches('"'),
            crate::schema::NameKind::Relation,
            dialect,
        )
    };
    let Some(name) = parts.next().map(part) else {
        return false;
    };
    let name = QualifiedName {
        namespace: parts.next().map(part),
        name,
    };
    schema
        .user_type(&name)
        .is_some_and(|it| matches!(it.definition, TypeDefinition::Enum { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(from: &str, to: &str) -> (Cast, Fit) {
        let schema = Schema::new(Dialect::Postgresql);
        cast(&DataType::new(from), &DataType::new(to), "c", &schema)
    }

    fn written(text: &str) -> Cast {
        Cast::Written(Expression::new(text))
    }

    #[test]
    fn casts_are_assigned_written_or_unknown() {
        assert_eq!(of("int", "bigint"), (Cast::Assigned, Fit::Whole));
        assert_eq!(of("bigint", "int"), (Cast::Assigned, Fit::Partial));
        assert_eq!(
            of("varchar(10)", "varchar(20)"),
            (Cast::Assigned, Fit::Whole)
        );
        assert_eq!(of("text", "varchar(20)"), (Cast::Assigned, Fit::Partial));
        assert_eq!(of("int", "text"), (Cast::Assigned, Fit::Whole));
        assert_eq!(of("text", "int"), (written("c::int"), Fit::Partial));
        assert_eq!(of("text", "jsonb"), (written("c::jsonb"), Fit::Partial));
        assert_eq!(of("bigint", "boolean"), (written("c <> 0"), Fit::Partial));
        assert_eq!(of("int", "date"), (Cast::Unknown, Fit::Partial));
        assert_eq!(
            of("numeric(8,2)", "numeric(10,2)"),
            (Cast::Assigned, Fit::Whole)
        );
        assert_eq!(
            of("numeric(10,2)", "numeric(10,4)"),
            (Cast::Assigned, Fit::Partial)
        );
        assert_eq!(of("int[]", "bigint[]"), (Cast::Assigned, Fit::Whole));
        assert_eq!(
            of("text[]", "int[]"),
            (written("c::text[]::int[]"), Fit::Partial)
        );
        assert_eq!(of("date", "timestamptz"), (Cast::Assigned, Fit::Whole));
    }

    #[test]
    fn what_is_lost() {
        for (from, to) in [
            ("bigint", "real"),
            ("bigint", "double precision"),
            ("int", "real"),
            ("timestamp(6)", "timestamp(0)"),
            ("timestamp", "timestamp(3)"),
            ("timestamptz", "timestamp"),
            ("timetz", "time"),
            ("json", "jsonb"),
            ("interval", "interval(0)"),
        ] {
            assert_eq!(of(from, to), (Cast::Assigned, Fit::Partial), "{from} {to}");
        }
        for (from, to) in [
            ("int", "double precision"),
            ("smallint", "real"),
            ("timestamp(0)", "timestamp"),
            ("timestamp", "timestamptz"),
            ("jsonb", "json"),
            ("interval(0)", "interval"),
        ] {
            assert_eq!(of(from, to), (Cast::Assigned, Fit::Whole), "{from} {to}");
        }
    }
}
