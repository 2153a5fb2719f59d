//! Finding revisions by what is known of them.

use crate::worker::{Overview, RevisionRow};

/// The rows that a query means, from the top.
///
/// All its words must be found, each in the id, the message, the path, the date or a label; upper
/// and lower case are one. An empty query means none.
pub fn matches(overview: &Overview, query: &str) -> Vec<usize> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return Vec::new();
    }
    overview
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| words.iter().all(|word| is_in(row, word)))
        .map(|(index, _)| index)
        .collect()
}

fn is_in(row: &RevisionRow, word: &str) -> bool {
    let texts = [&row.id, &row.message, &row.path];
    texts
        .into_iter()
        .chain(&row.created)
        .chain(&row.branches)
        .chain(&row.labels)
        .any(|text| contains(text, word))
}

/// Whether a word of `query` is in `label`.
pub fn names_label(query: &str, label: &str) -> bool {
    let mut words = query.split_whitespace().map(str::to_lowercase);
    words.any(|word| contains(label, &word))
}

/// What a query may mean, by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A number of steps, `+2` or `-1`: a target and no text, though dates hold such characters, too.
    Steps,
    /// Something of a branch, `shop@head`: a target if there is one.
    Branch,
    /// A text, or a target where no row has the text.
    Text,
}

impl Form {
    /// The form of `query`.
    pub fn of(query: &str) -> Self {
        let query = query.trim();
        let steps = query.strip_prefix(['+', '-']).unwrap_or_default();
        if !steps.is_empty() && steps.bytes().all(|byte| byte.is_ascii_digit()) {
            Self::Steps
        } else if query.contains('@') && !query.contains(' ') {
            Self::Branch
        } else {
            Self::Text
        }
    }
}

/// The rows that were found: by their text, or as the target that the query means, which is `None`
/// while nobody knows.
pub fn found(overview: &Overview, query: &str, located: Option<&[usize]>) -> Vec<usize> {
    let rows = located.unwrap_or_default().to_vec();
    match Form::of(query) {
        Form::Steps => rows,
        Form::Branch if located.is_none() || !rows.is_empty() => rows,
        Form::Branch => matches(overview, query),
        Form::Text => {
            let matches = matches(overview, query);
            if matches.is_empty() { rows } else { matches }
        }
    }
}

/// Whether `text` has `word`, which is in lower case, in it.
pub(super) fn contains(text: &str, word: &str) -> bool {
    if text.is_ascii() && word.is_ascii() {
        let (text, word) = (text.as_bytes(), word.as_bytes());
        return text
            .windows(word.len().max(1))
            .any(|part| part.eq_ignore_ascii_case(word));
    }
    text.to_lowercase().contains(word)
}

/// The parts of `text` that the words of `query` are found in, as byte ranges in order.
pub fn marks(text: &str, query: &str) -> Vec<std::ops::Range<usize>> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        // Letters that change their length have no positions in common.
        return Vec::new();
    }
    let mut marks: Vec<std::ops::Range<usize>> = query
        .split_whitespace()
        .map(str::to_lowercase)
        .filter_map(|word| {
            let start = lower.find(&word)?;
            Some(start..start + word.len())
        })
        .filter(|mark| text.is_char_boundary(mark.start) && text.is_char_boundary(mark.end))
        .collect();
    marks.sort_by_key(|mark| mark.start);
    let mut end = 0;
    marks.retain(|mark| {
        let is_apart = mark.start >= end;
        if is_apart {
            end = mark.end;
        }
        is_apart
    });
    marks
}

/// The match to go to from `selected`, which need not be a match: the next one, or the one before,
/// round the ends. Gives the position among `matches`.
pub fn step(matches: &[usize], selected: Option<usize>, way: Way) -> Option<usize> {
    let last = matches.len().checked_sub(1)?;
    let Some(selected) = selected else {
        return Some(match way {
            Way::Next => 0,
            Way::Previous => last,
        });
    };
    Some(match way {
        Way::Next => {
            let next = matches.partition_point(|&row| row <= selected);
            if next > last { 0 } else { next }
        }
        Way::Previous => {
            let here = matches.partition_point(|&row| row < selected);
            here.checked_sub(1).unwrap_or(last)
        }
    })
}

/// Which way to go among matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Down.
    Next,
    /// Up.
    Previous,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overview() -> Overview {
        let row = |id: &str, message: &str, label: &str| RevisionRow {
            id: id.to_owned(),
            message: message.to_owned(),
            path: format!("migrations/{id}_x.sql"),
            branches: vec![label.to_owned()],
            ..RevisionRow::default()
        };
        Overview {
            rows: vec![
                row("ae1027", "Add e-mail to Account", "shop"),
                row("1975ea", "create account", "shop"),
                row("27c6a3", "GRÖSSE ändern", "lager"),
            ],
            ..Overview::default()
        }
    }

    #[test]
    fn every_word_must_be_found_somewhere() {
        let overview = overview();
        assert_eq!(matches(&overview, "account"), [0, 1]);
        assert_eq!(matches(&overview, "ACCOUNT create"), [1]);
        assert_eq!(matches(&overview, "shop ae10"), [0]);
        assert_eq!(matches(&overview, "grösse"), [2]);
        assert_eq!(matches(&overview, "migrations/27"), [2]);
        assert_eq!(matches(&overview, "  "), [] as [usize; 0]);
        assert_eq!(matches(&overview, "nothing"), [] as [usize; 0]);
    }

    #[test]
    fn steps_are_no_text() {
        for query in ["-1", " +2 "] {
            assert_eq!(Form::of(query), Form::Steps, "{query}");
        }
        for query in ["shop@head", "shop@-1", "@x"] {
            assert_eq!(Form::of(query), Form::Branch, "{query}");
        }
        for query in ["", "-", "+", "1-2", "2026-11", "-x", "a@b c", "ae10+2"] {
            assert_eq!(Form::of(query), Form::Text, "{query}");
        }
    }

    #[test]
    fn a_target_comes_before_or_behind_a_text() {
        let mut overview = overview();
        overview.rows[1].created = Some("2026-11-22".to_owned());
        overview.rows[2].message = "tell shop@head".to_owned();
        let found = |query: &str, located| found(&overview, query, located);
        assert_eq!(found("-1", Some(&[0])), [0]);
        assert_eq!(found("-1", Some(&[])), [] as [usize; 0]);
        assert_eq!(found("shop@head", None), [] as [usize; 0]);
        assert_eq!(found("shop@head", Some(&[0])), [0]);
        assert_eq!(found("shop@head", Some(&[])), [2]);
        assert_eq!(found("account", Some(&[2])), [0, 1]);
        assert_eq!(found("ae10+1", Some(&[2])), [2]);
    }

    #[test]
    fn a_label_is_named_by_a_word() {
        assert!(names_label("add SHO", "shop"));
        assert!(!names_label("add", "shop"));
    }

    #[test]
    fn marks_are_where_the_words_are() {
        assert_eq!(marks("Add e-mail to Account", "mail add"), [0..3, 6..10]);
        assert_eq!(marks("Add e-mail", "add ad e"), [0..3, 4..5]);
        assert!(marks("İ", "x").is_empty());
    }

    #[test]
    fn steps_go_round() {
        let found = [2, 5, 9];
        assert_eq!(step(&found, None, Way::Next), Some(0));
        assert_eq!(step(&found, None, Way::Previous), Some(2));
        assert_eq!(step(&found, Some(2), Way::Next), Some(1));
        assert_eq!(step(&found, Some(3), Way::Next), Some(1));
        assert_eq!(step(&found, Some(9), Way::Next), Some(0));
        assert_eq!(step(&found, Some(2), Way::Previous), Some(2));
        assert_eq!(step(&found, Some(6), Way::Previous), Some(1));
        assert_eq!(step(&[], Some(6), Way::Next), None);
    }
}
