//! The words that markers are made of, Limbeck's own and other tools'.

use super::edits::{LONGEST, edits};
use crate::plan::Direction;

/// What a word is to a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// `migrate`, what people take that for, or what is a slip or two away from either.
    Name,
    /// A tool that has markers.
    Tool,
    /// A direction.
    Direction(Direction),
    /// A name and a direction in one word.
    Joined(Direction),
    /// What goes with a direction and adds nothing to it.
    Filler,
    /// Any other word.
    Other,
}

/// What people take `migrate` for, and itself.
const NAMES: [&[u8]; 3] = [b"migrate", b"migration", b"migrations"];

/// Tools that have markers.
const TOOLS: [&[u8]; 4] = [b"goose", b"rambler", b"dbmate", b"mybatis"];

/// How many slips a word may be away from a name.
const SLIPS: u8 = 2;

/// The letters that all names have. A word without four of them is three slips away or more.
const LETTERS: &[u8] = b"migrat";
const LETTERS_NEEDED: u32 = 4;

/// The directions that are long enough for a slip to leave something to tell them by.
const LONG_DIRECTIONS: [(Direction, &[u8]); 10] = [
    (Direction::Upgrade, b"upgrade"),
    (Direction::Upgrade, b"upgrades"),
    (Direction::Upgrade, b"forward"),
    (Direction::Downgrade, b"down"),
    (Direction::Downgrade, b"downgrade"),
    (Direction::Downgrade, b"undo"),
    (Direction::Downgrade, b"rollback"),
    (Direction::Downgrade, b"revert"),
    (Direction::Downgrade, b"reverse"),
    (Direction::Downgrade, b"backward"),
];

impl Word {
    /// What `word` is.
    pub(super) fn of(word: &str) -> Self {
        let mut buffer = [0; LONGEST];
        let Some(word) = lower_case(word, &mut buffer) else {
            return Self::Other;
        };
        match word {
            word if TOOLS.contains(&word) => Self::Tool,
            b"sql" | b"script" | b"scripts" | b"section" | b"part" | b"step" | b"steps"
            | b"statement" | b"statements" | b"code" | b"transaction" | b"notransaction"
            | b"no" | b"true" | b"false" | b"the" => Self::Filler,
            _ => direction(word)
                .map(Self::Direction)
                .or_else(|| is_name(word).then_some(Self::Name))
                .or_else(|| joined(word).map(Self::Joined))
                .unwrap_or(Self::Other),
        }
    }
}

/// Whether `word` is what a marker begins with, without a slip.
pub(super) fn begins_marker(word: &str) -> bool {
    (NAMES.iter().chain(&TOOLS)).any(|name| name.eq_ignore_ascii_case(word.as_bytes()))
}

/// The direction that `word` means, or would mean but for one slip. Of two letters, a slip leaves too
/// little to tell: only `up` that was typed twice, by half or backwards is one.
pub(super) fn near_direction(word: &str) -> Option<Direction> {
    let mut buffer = [0; LONGEST];
    match lower_case(word, &mut buffer)? {
        b"pu" | b"upp" | b"uup" | b"u" | b"p" => Some(Direction::Upgrade),
        word => direction(word).or_else(|| {
            LONG_DIRECTIONS
                .iter()
                .find(|(_, long)| edits(word, long, 1).is_some())
                .map(|(direction, _)| *direction)
        }),
    }
}

/// `text` in lower case; nothing where it is too long to be near to anything. A character that no
/// marker has becomes a byte that none has.
pub(super) fn lower_case<'buffer>(
    text: &str,
    buffer: &'buffer mut [u8; LONGEST],
) -> Option<&'buffer [u8]> {
    let mut length = 0;
    for character in text.chars() {
        *buffer.get_mut(length)? = if character.is_ascii() {
            character.to_ascii_lowercase() as u8
        } else {
            0xff
        };
        length += 1;
    }
    Some(&buffer[..length])
}

fn direction(word: &[u8]) -> Option<Direction> {
    match word {
        b"up" | b"ups" | b"upgrade" | b"upgrades" | b"forward" | b"forwards" => {
            Some(Direction::Upgrade)
        }
        b"down" | b"downs" | b"downgrade" | b"downgrades" | b"undo" | b"rollback" | b"revert"
        | b"reverse" | b"backward" | b"backwards" => Some(Direction::Downgrade),
        _ => None,
    }
}

fn is_name(word: &[u8]) -> bool {
    let there = LETTERS.iter().filter(|letter| word.contains(letter));
    there.count() >= LETTERS_NEEDED as usize
        && NAMES.iter().any(|name| edits(word, name, SLIPS).is_some())
}

/// The direction in `migrationdown` and the like.
fn joined(word: &[u8]) -> Option<Direction> {
    (5..word.len()).find_map(|end| {
        let (name, rest) = word.split_at(end);
        direction(rest).filter(|_| is_name(name))
    })
}
