use std::ops::Range;

use crate::diagnostic::Location;

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The line without its end.
    pub(super) content: Range<usize>,
    /// The first byte of the next line, or the end of the text.
    pub(super) next: usize,
}

/// The lines of `text` from the byte `start` on. A line ends at `\n` or `\r\n`.
pub(super) fn lines(text: &str, start: usize) -> impl Iterator<Item = Line> + '_ {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let begin = at;
        at += line.len();
        let content = line.strip_suffix('\n').unwrap_or(line);
        let content = content.strip_suffix('\r').unwrap_or(content);
        Line {
            content: begin..begin + content.len(),
            next: at,
        }
    })
}

/// How many bytes of a text lie between two counts of its characters.
const BLOCK: usize = 1024;

/// Finds the line and column of a byte offset in a text.
#[derive(Debug, Clone)]
pub struct LineIndex<'text> {
    text: &'text str,
    /// The offset of each line's first byte; the first is 0.
    starts: Vec<usize>,
    /// How many characters begin before each block, so that a column in a line of megabytes costs
    /// no more than any other.
    characters: Vec<usize>,
}

impl<'text> LineIndex<'text> {
    /// Indexes `text`; linear in its length. A line ends at `\n`; a `\r` before it belongs to the
    /// line.
    pub fn new(text: &'text str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(offset, _)| offset + 1))
            .collect();
        let mut characters = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut sum = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            characters.push(sum);
            sum += count_characters(block);
        }
        Self {
            text,
            starts,
            characters,
        }
    }

    /// The line and the column of `offset`, both from 1, the column in characters.
    ///
    /// An offset behind the end counts as the end, and one inside a character as its start. A byte
    /// order mark takes no column. Logarithmic in the number of lines.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        let mark = usize::from(start == 0 && offset > 0 && self.text.starts_with('\u{feff}'));
        let column = self.characters_before(offset) - self.characters_before(start) - mark + 1;
        (line, column)
    }

    fn characters_before(&self, offset: usize) -> usize {
        // The end of a text whose length is a multiple of the block has no block of its own.
        let Some(block) = self.characters.len().checked_sub(1) else {
            return 0;
        };
        let block = block.min(offset / BLOCK);
        let rest = &self.text.as_bytes()[block * BLOCK..offset];
        self.characters[block] + count_characters(rest)
    }

    /// The place of `span` in the script at `path`.
    pub fn location(&self, path: &str, span: Range<usize>) -> Location {
        let (line, column) = self.position(span.start);
        Location {
            path: path.to_owned(),
            span,
            line,
            column,
        }
    }
}

/// How many characters of UTF-8 text begin in `bytes`: all bytes but the continuing ones.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_end_at_both_kinds_of_line_ends() {
        let text = "one\r\ntwo\n\nfour";
        let contents: Vec<&str> = lines(text, 0).map(|line| &text[line.content]).collect();
        assert_eq!(contents, ["one", "two", "", "four"]);
        assert_eq!(
            lines(text, 0).last().map(|line| line.next),
            Some(text.len())
        );
    }

    #[test]
    fn columns_count_characters() {
        let index = LineIndex::new("ä = 1;\nβγ x");
        assert_eq!(index.position(0), (1, 1));
        assert_eq!(index.position(3), (1, 3));
        assert_eq!(index.position("ä = 1;\nβγ ".len()), (2, 4));
        assert_eq!(index.position(1_000), (2, 5));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(LineIndex::new("\u{feff}-- x").position(3), (1, 1));
    }

    proptest! {
        #[test]
        fn positions_are_those_of_counting(text in "(\\PC|\n){0,40}", repeat in 1_usize..80, at: usize) {
            let text = text.repeat(repeat);
            let offset = text.floor_char_boundary(at % (text.len() + 1));
            let before = &text[..offset];
            let line = before.matches('\n').count() + 1;
            let last = before.rsplit('\n').next().unwrap_or_default();
            prop_assume!(!text.starts_with('\u{feff}'));
            prop_assert_eq!(
                LineIndex::new(&text).position(offset),
                (line, last.chars().count() + 1)
            );
        }
    }
}
