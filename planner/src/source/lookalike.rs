//! Lines that are no marker, and look as if they were meant as one.
//!
//! A marker says nothing but which way the statements below it go. So does whatever looks like one:
//! a line a slip or two away from a marker; one of another tool; or a comment of nothing but a
//! direction and words that go with it. A remark says something else besides.

use super::edits::edits;
use crate::plan::Direction;
use Direction::{Downgrade, Upgrade};

/// What a line looks like that is no marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lookalike {
    /// A marker, misspelt, and which one, if that can be told. It is wrong wherever it stands.
    Misspelt(Option<Direction>),
    /// What another tool, or somebody who had its form in mind, would write for a marker. Nothing
    /// is wrong with it where it says what Limbeck's own marker above it says.
    Foreign(Direction),
}

/// The markers as they ought to be, with each option.
const MARKERS: [(Direction, &str); 6] = [
    (Upgrade, "-- migrate:up"),
    (Downgrade, "-- migrate:down"),
    (Upgrade, "-- migrate:up transaction:true"),
    (Downgrade, "-- migrate:down transaction:true"),
    (Upgrade, "-- migrate:up transaction:false"),
    (Downgrade, "-- migrate:down transaction:false"),
];

/// No line that is near to a marker has more characters than this.
const LONGEST: usize = 40;

/// How many slips a line may be away from a marker.
const SLIPS: usize = 2;

/// What Limbeck's markers begin with, and dbmate's.
const NAMESPACE: &str = "migrate";

/// What people take that for.
const NAMES: [&str; 3] = ["migrate", "migration", "migrations"];

/// Tools that have markers.
const TOOLS: [&str; 4] = ["goose", "rambler", "dbmate", "mybatis"];

/// What says a direction in the markers of some tool.
const DIRECTIONS: [(Direction, &[&str]); 2] = [
    (
        Upgrade,
        &["up", "ups", "upgrade", "upgrades", "forward", "forwards"],
    ),
    (
        Downgrade,
        &[
            "down",
            "downs",
            "downgrade",
            "downgrades",
            "undo",
            "rollback",
            "revert",
            "reverse",
            "backward",
            "backwards",
        ],
    ),
];

/// What goes with a direction and adds nothing to it.
const FILLERS: [&str; 16] = [
    "sql",
    "script",
    "scripts",
    "section",
    "part",
    "step",
    "steps",
    "statement",
    "statements",
    "code",
    "transaction",
    "notransaction",
    "no",
    "true",
    "false",
    "the",
];

/// Directions that take several words.
const PHRASES: [(Direction, &str); 2] = [
    (Downgrade, "roll back"),
    // The marker of `tern`.
    (Downgrade, "create above drop below"),
];

/// What begins a comment, in some dialect or in somebody's mind.
const COMMENT_SIGNS: [&str; 4] = ["--", "#", "//", "/*"];

/// What `line`, which is no marker, looks like; nothing where it is a remark or SQL.
pub(super) fn find(line: &str) -> Option<Lookalike> {
    let line =
        line.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    if let Some(direction) = near_marker(line) {
        return Some(Lookalike::Misspelt(Some(direction)));
    }
    let signs = line.find(|character| !is_sign(character))?;
    let (signs, text) = line.split_at(signs);
    if COMMENT_SIGNS.iter().any(|sign| signs.contains(sign)) {
        in_comment(text)
    } else {
        outside_comments(text).map(|direction| Lookalike::Misspelt(Some(direction)))
    }
}

/// Whether a character can stand before the words of a marker: whatever is no part of a word, and does
/// not begin something that is quoted.
fn is_sign(character: char) -> bool {
    !character.is_alphanumeric() && !matches!(character, '\'' | '"' | '`' | '$' | '_')
}

/// The marker that a line is a slip or two away from, the nearest of them.
fn near_marker(line: &str) -> Option<Direction> {
    // Where both slips went into the dashes, all else is there; and nearly all lines are SQL.
    let has_dash = line.chars().take(3).any(|character| character == '-');
    if line.len() > LONGEST * 4 || !(has_dash || line.contains(':')) {
        return None;
    }
    let line: Vec<char> = line.chars().flat_map(char::to_lowercase).collect();
    let near = MARKERS.iter().filter_map(|(direction, marker)| {
        let marker: Vec<char> = marker.chars().collect();
        Some((edits(&line, &marker, SLIPS)?, *direction))
    });
    near.min_by_key(|(slips, _)| *slips)
        .map(|(_, direction)| direction)
}

/// What the text of a comment looks like, without the signs before it.
fn in_comment(text: &str) -> Option<Lookalike> {
    if let Some(rest) = strip_namespace(text) {
        let direction = words(rest).next().and_then(near_direction);
        return Some(Lookalike::Misspelt(direction));
    }
    // A first word such as `migration:down` is no prose, whatever follows it.
    let first = text.split_whitespace().next()?;
    if let Some(direction) = named_direction(words(first)) {
        return Some(Lookalike::Misspelt(Some(direction)));
    }
    if let Some(direction) = one_word(first).filter(|_| words(text).nth(1).is_none()) {
        return Some(Lookalike::Misspelt(Some(direction)));
    }
    let mut its_words = words(text);
    if its_words
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case(NAMESPACE))
        && its_words.next().is_none()
    {
        return Some(Lookalike::Misspelt(None));
    }
    if is_all(text, |word| {
        is_name(word) || is_filler(word) || near_direction(word).is_some()
    }) && let Some(direction) = named_direction(words(text))
    {
        return Some(Lookalike::Misspelt(Some(direction)));
    }
    foreign(text).map(Lookalike::Foreign)
}

/// What stands behind `migrate:`, or `migrate :`.
fn strip_namespace(text: &str) -> Option<&str> {
    let name = text.get(..NAMESPACE.len())?;
    let rest = text[NAMESPACE.len()..].trim_start();
    name.eq_ignore_ascii_case(NAMESPACE)
        .then(|| rest.strip_prefix(':'))
        .flatten()
}

/// The direction that a text of nothing but another tool's words gives.
fn foreign(text: &str) -> Option<Direction> {
    for (direction, phrase) in PHRASES {
        let mut its_words = words(text);
        if phrase.split(' ').all(|word| {
            its_words
                .next()
                .is_some_and(|it| it.eq_ignore_ascii_case(word))
        }) && its_words.next().is_none()
        {
            return Some(direction);
        }
    }
    let mut its_words = words(text);
    if its_words.next().is_some_and(is_tool)
        && let Some(direction) = its_words.next().and_then(near_direction)
    {
        return Some(direction);
    }
    let goes_with = |word: &str| is_name(word) || is_tool(word) || is_filler(word);
    if !is_all(text, |word| direction(word).is_some() || goes_with(word)) {
        return None;
    }
    words(text).filter_map(direction).last()
}

/// The direction of a line that is no comment: it is SQL, unless it is the name of a tool and a
/// direction. Lists of columns and such are no markers.
fn outside_comments(text: &str) -> Option<Direction> {
    if let Some((_, comment)) = text.rsplit_once("--")
        && comment.contains(':')
    {
        return near_marker(&format!("--{comment}"));
    }
    let mut its_words = words(text);
    let name = its_words.next().filter(|word| {
        text.starts_with(word)
            && (NAMES.iter().chain(&TOOLS)).any(|it| it.eq_ignore_ascii_case(word))
    })?;
    let between = text[name.len()..].split(char::is_alphanumeric).next()?;
    let separates = |character: char| character.is_whitespace() || ":;@!#".contains(character);
    let direction = its_words.next().and_then(direction)?;
    (between.chars().all(separates) && its_words.all(is_filler)).then_some(direction)
}

/// The direction in words that begin with `migrate`, or something near to it, and a direction.
fn named_direction<'text>(mut words: impl Iterator<Item = &'text str>) -> Option<Direction> {
    words.next().filter(|word| is_name(word))?;
    words.next().and_then(near_direction)
}

/// The direction in `migrationdown` and the like.
fn one_word(word: &str) -> Option<Direction> {
    let word = words(word).next()?.to_lowercase();
    all_directions().find_map(|(direction, name)| {
        let rest = word.strip_suffix(name)?;
        is_name(rest).then_some(direction)
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether all words of `text` are what is asked for.
fn is_all(text: &str, asked: impl Fn(&str) -> bool) -> bool {
    words(text).all(asked)
}

fn all_directions() -> impl Iterator<Item = (Direction, &'static str)> {
    DIRECTIONS
        .into_iter()
        .flat_map(|(direction, names)| names.iter().map(move |&name| (direction, name)))
}

fn direction(word: &str) -> Option<Direction> {
    all_directions()
        .find(|(_, name)| name.eq_ignore_ascii_case(word))
        .map(|(direction, _)| direction)
}

/// The direction that a word means, or would but for one slip. Of two letters, a slip leaves too little
/// to tell: only `up` that was typed twice or backwards is one.
fn near_direction(word: &str) -> Option<Direction> {
    direction(word).or_else(|| match word.to_ascii_lowercase().as_str() {
        "pu" | "upp" | "uup" | "u" | "p" => Some(Upgrade),
        word => all_directions()
            .find(|(_, name)| name.len() > 3 && is_near(word, name, 1))
            .map(|(direction, _)| direction),
    })
}

/// Whether a word is `migrate` or what people take that for, or would be but for two slips.
fn is_name(word: &str) -> bool {
    NAMES.iter().any(|name| is_near(word, name, SLIPS))
}

fn is_tool(word: &str) -> bool {
    TOOLS.iter().any(|tool| tool.eq_ignore_ascii_case(word))
}

fn is_filler(word: &str) -> bool {
    FILLERS
        .iter()
        .any(|filler| filler.eq_ignore_ascii_case(word))
}

fn is_near(word: &str, name: &str, slips: usize) -> bool {
    if word.len() > LONGEST {
        return false;
    }
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let name: Vec<char> = name.chars().collect();
    edits(&word, &name, slips).is_some()
}
