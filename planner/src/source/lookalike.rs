//! Lines that are no marker, and look as if they were meant as one.
//!
//! A marker says nothing but which way the statements below it go. So does whatever looks like one:
//! a line a slip or two away from a marker; one of another tool; or a comment of nothing but a
//! direction and words that go with it. A remark says something else besides.

use super::edits::{LONGEST, edits};
use super::vocabulary::{Word, begins_marker, lower_case, near_direction};
use crate::plan::Direction;

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
const MARKERS: [(Direction, &[u8]); 6] = [
    (Direction::Upgrade, b"-- migrate:up"),
    (Direction::Downgrade, b"-- migrate:down"),
    (Direction::Upgrade, b"-- migrate:up transaction:true"),
    (Direction::Downgrade, b"-- migrate:down transaction:true"),
    (Direction::Upgrade, b"-- migrate:up transaction:false"),
    (Direction::Downgrade, b"-- migrate:down transaction:false"),
];

/// How many slips a line may be away from a marker.
const SLIPS: u8 = 2;

/// What Limbeck's markers begin with, and dbmate's.
const NAMESPACE: &str = "migrate";

/// What begins a comment, in some dialect or in somebody's mind.
const COMMENT_SIGNS: [&str; 4] = ["--", "#", "//", "/*"];

/// What `line`, which is no marker, looks like; nothing where it is a remark or SQL.
pub(super) fn find(line: &str) -> Option<Lookalike> {
    let line = line.trim_start_matches('\u{feff}').trim();
    if let Some(direction) = near_marker(line) {
        return Some(Lookalike::Misspelt(Some(direction)));
    }
    let signs = line.find(|character| !is_sign(character))?;
    let (signs, text) = line.split_at(signs);
    if !signs.is_empty() && COMMENT_SIGNS.iter().any(|sign| signs.contains(sign)) {
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
    let may_be_near = has_dash || has_colon(line);
    if line.len() > LONGEST * 4 || !may_be_near || !has_most_letters(line) {
        return None;
    }
    let mut buffer = [0; LONGEST];
    let line = lower_case(line, &mut buffer)?;
    let near = MARKERS
        .iter()
        .filter_map(|(direction, marker)| Some((edits(line, marker, SLIPS)?, *direction)));
    near.min_by_key(|(slips, _)| *slips)
        .map(|(_, direction)| direction)
}

/// Lines are short, and a search costs more to begin than this costs to end.
fn has_colon(line: &str) -> bool {
    line.bytes().any(|byte| byte == b':')
}

/// Whether a line has as many of the letters of `migrate`, which are all different, as two slips leave:
/// few lines do, and to count slips takes longer.
fn has_most_letters(line: &str) -> bool {
    let mut found = 0_u32;
    for byte in line.bytes() {
        let letter = byte.to_ascii_lowercase().wrapping_sub(b'a');
        if letter < 26 {
            found |= 1 << letter;
        }
    }
    let letters = NAMESPACE
        .bytes()
        .fold(0, |letters, letter| letters | 1_u32 << (letter - b'a'));
    (found & letters).count_ones() + u32::from(SLIPS) >= letters.count_ones()
}

/// What the text of a comment looks like, without the signs before it.
fn in_comment(text: &str) -> Option<Lookalike> {
    let mut its_words = words(text);
    let first = its_words.next()?;
    let misspelt = match Word::of(first) {
        Word::Other => return phrase(text).map(Lookalike::Foreign),
        Word::Name => named(first, text),
        Word::Joined(direction) if its_words.next().is_none() => {
            Some(Lookalike::Misspelt(Some(direction)))
        }
        _ => None,
    };
    misspelt.or_else(|| foreign(text).map(Lookalike::Foreign))
}

/// A comment that begins with a name, if it was meant as one of Limbeck's markers.
fn named(name: &str, text: &str) -> Option<Lookalike> {
    let is_namespace = name.eq_ignore_ascii_case(NAMESPACE);
    let mut its_words = words(text).skip(1);
    let Some(second) = its_words.next() else {
        return is_namespace.then_some(Lookalike::Misspelt(None));
    };
    let direction = near_direction(second);
    if is_namespace && text[name.len()..].trim_start().starts_with(':') {
        return Some(Lookalike::Misspelt(direction));
    }
    // A first word such as `migration:down` is no prose, whatever follows it.
    let is_in_one = text
        .split_whitespace()
        .next()
        .is_some_and(|first| words(first).nth(1).is_some());
    let mut rest = its_words.map(Word::of);
    let says_no_more = is_in_one || rest.all(|word| !matches!(word, Word::Other | Word::Joined(_)));
    (direction.is_some() && says_no_more).then_some(Lookalike::Misspelt(direction))
}

/// The direction that a comment of nothing but another tool's words gives, the last where there are
/// several.
fn foreign(text: &str) -> Option<Direction> {
    let mut its_words = words(text);
    if Word::of(its_words.next()?) == Word::Tool
        && let Some(direction) = its_words.next().and_then(near_direction)
    {
        return Some(direction);
    }
    let mut given = None;
    for word in words(text).map(Word::of) {
        match word {
            Word::Direction(direction) => given = Some(direction),
            Word::Name | Word::Tool | Word::Filler => {}
            Word::Joined(_) | Word::Other => return None,
        }
    }
    given
}

/// The direction of a comment that takes several words to give one.
fn phrase(text: &str) -> Option<Direction> {
    // The second is the marker of `tern`.
    ["roll back", "create above drop below"]
        .iter()
        .any(|phrase| {
            let mut its_words = words(text);
            phrase.split(' ').all(|word| {
                its_words
                    .next()
                    .is_some_and(|it| it.eq_ignore_ascii_case(word))
            }) && its_words.next().is_none()
        })
        .then_some(Direction::Downgrade)
}

/// The direction of a line that is no comment: it is SQL, unless it ends in a marker, or is a tool's
/// name and a direction. Lists of columns and such are no markers.
fn outside_comments(text: &str) -> Option<Direction> {
    if has_colon(text)
        && let Some((_, comment)) = text.rsplit_once("--")
    {
        return near_marker(&format!("--{comment}"));
    }
    let mut its_words = words(text);
    let name = its_words
        .next()
        .filter(|word| begins_marker(word) && text.starts_with(word))?;
    let between = text[name.len()..].split(char::is_alphanumeric).next()?;
    let separates = |character: char| character.is_whitespace() || ":;@!#".contains(character);
    let Word::Direction(direction) = Word::of(its_words.next()?) else {
        return None;
    };
    let mut rest = its_words.map(Word::of);
    (between.chars().all(separates) && rest.all(|word| word == Word::Filler)).then_some(direction)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
