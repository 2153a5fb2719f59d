//! Times as PostgreSQL reads and shows them:
//! <https://www.postgresql.org/docs/current/datatype-datetime.html>.

/// A duration: months, days and microseconds, which do not turn into each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Interval {
    months: i64,
    days: i64,
    microseconds: i64,
}

const SECOND: f64 = 1_000_000.0;

/// Reads an interval such as `1 year 2 mons -3 days 04:05:06`.
pub(super) fn interval(text: &str) -> Option<Interval> {
    let mut interval = Interval::default();
    let lower = text.trim().trim_start_matches('@').to_ascii_lowercase();
    let mut words = lower.split_whitespace().peekable();
    let mut is_empty = true;
    while let Some(word) = words.next() {
        is_empty = false;
        if word == "ago" {
            interval.months = -interval.months;
            interval.days = -interval.days;
            interval.microseconds = -interval.microseconds;
            continue;
        }
        if word.contains(':') {
            interval.microseconds += clock(word)?;
            continue;
        }
        // The unit may follow at once, as in `1h`.
        let digits = word
            .find(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | '-' | '+')))
            .unwrap_or(word.len());
        let number: f64 = word[..digits].parse().ok()?;
        let unit = if digits < word.len() {
            &word[digits..]
        } else {
            words.next().unwrap_or("seconds")
        };
        add(&mut interval, number, unit)?;
    }
    (!is_empty).then_some(interval)
}

fn add(interval: &mut Interval, number: f64, unit: &str) -> Option<()> {
    let unit = unit.trim_end_matches(',');
    let (months, days, seconds) = match unit.trim_end_matches('s') {
        "year" | "yr" | "y" => (12.0, 0.0, 0.0),
        "mon" | "month" => (1.0, 0.0, 0.0),
        "decade" => (120.0, 0.0, 0.0),
        "century" | "centurie" => (1200.0, 0.0, 0.0),
        "week" | "w" => (0.0, 7.0, 0.0),
        "day" | "d" => (0.0, 1.0, 0.0),
        "hour" | "hr" | "h" => (0.0, 0.0, 3600.0),
        "minute" | "min" | "m" => (0.0, 0.0, 60.0),
        "second" | "sec" | "" => (0.0, 0.0, 1.0),
        "millisecond" | "msec" | "m_sec" => (0.0, 0.0, 0.001),
        _ => return None,
    };
    let all_months = months * number;
    let all_days = days * number + all_months.fract() * 30.0;
    let microseconds = (seconds * number + all_days.fract() * 86_400.0) * SECOND;
    interval.months += whole(all_months.trunc())?;
    interval.days += whole(all_days.trunc())?;
    interval.microseconds += whole(microseconds.round())?;
    Some(())
}

/// A whole number that a float holds.
fn whole(number: f64) -> Option<i64> {
    format!("{number:.0}").parse().ok()
}

/// The microseconds of `[-]hours:minutes[:seconds]`.
fn clock(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.trim_start_matches('+')),
    };
    let mut parts = text.split(':');
    let hours: f64 = parts.next()?.parse().ok()?;
    let minutes: f64 = parts.next()?.parse().ok()?;
    let seconds: f64 = match parts.next() {
        Some(seconds) => seconds.parse().ok()?,
        None => 0.0,
    };
    let sum = sign * (hours * 3600.0 + minutes * 60.0 + seconds) * SECOND;
    whole(sum.round())
}

/// A point in time, or a time of day: the date's parts, the microseconds of the day, and the
/// minutes from UTC.
pub(super) type Moment = (Option<(i64, u32, u32)>, i64, i64);

/// Reads a date, a time or both, as in `2020-01-01 10:00:00+02`, as a value of a type. What is not
/// said is zero; a zone counts only where the type has one.
pub(super) fn moment(text: &str, data_type: &str) -> Option<Moment> {
    let text = text.trim().replacen('T', " ", 1);
    let mut date = None;
    let mut time = 0;
    let mut zone = 0;
    for word in text.split_whitespace() {
        if word.contains(':') {
            let (clock_text, zone_text) = split_zone(word);
            time = clock(clock_text)?;
            zone = minutes(zone_text)?;
        } else if word.matches('-').count() == 2 && !word.starts_with('-') {
            date = Some(day(word)?);
        } else if matches!(word.to_ascii_lowercase().as_str(), "utc" | "z" | "gmt") {
            zone = 0;
        } else if word.starts_with(['+', '-']) {
            zone = minutes(word)?;
        } else {
            return None;
        }
    }
    let has_zone = data_type.ends_with("with time zone");
    if data_type == "date" {
        time = 0;
    }
    Some((date, time, if has_zone { zone } else { 0 }))
}

fn day(word: &str) -> Option<(i64, u32, u32)> {
    let mut parts = word.split('-');
    Some((
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    ))
}

fn split_zone(word: &str) -> (&str, &str) {
    let at = word[1..].find(['+', '-', 'Z', 'z']).map(|at| at + 1);
    word.split_at(at.unwrap_or(word.len()))
}

/// The minutes of a zone such as `+02`, `-05:30`, `Z`, or of none.
fn minutes(zone: &str) -> Option<i64> {
    if zone.is_empty() || zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let zone = zone.trim_start_matches(['+', '-']);
    let (hours, minutes) = zone.split_once(':').unwrap_or((zone, "0"));
    let hours: i64 = hours.parse().ok()?;
    let minutes: i64 = minutes.parse().ok()?;
    Some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read() {
        let same = |one: &str, other: &str| {
            assert_eq!(interval(one), interval(other), "{one} / {other}");
            assert!(interval(one).is_some(), "{one}");
        };
        same("1 hour", "01:00:00");
        same("90 minutes", "01:30:00");
        same("1 day 2 hours", "1 day 02:00:00");
        same("2 weeks", "14 days");
        same("1 year 3 months", "1 year 3 mons");
        same("-1 day", "-1 days");
        same("1 hour ago", "-01:00:00");
        same("30s", "00:00:30");
        same("1.5 hours", "01:30:00");
        same("5", "00:00:05");
        assert_eq!(interval("P1D"), None);
        assert_eq!(interval("x"), None);
        assert_eq!(interval(""), None);
        assert_ne!(interval("1 day"), interval("24 hours"));
    }

    #[test]
    fn moments_are_read() {
        let zoned = "timestamp with time zone";
        assert_eq!(
            moment("2020-01-01", zoned),
            moment("2020-01-01 00:00:00+00", zoned)
        );
        assert_eq!(
            moment("2020-01-01T10:00:00.5Z", zoned),
            moment("2020-01-01 10:00:00.5+00", zoned)
        );
        assert_eq!(moment("10:00", "time"), moment("10:00:00", "time"));
        assert_eq!(moment("now", zoned), None);
        assert_eq!(moment("::", zoned), None);
    }
}
