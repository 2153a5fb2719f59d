//! Text with highlighting, cut where it is more than a person reads.

use serde::{Deserialize, Serialize};

/// A text in lines, or the head of one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Code {
    /// The number of the first line in `lines`.
    pub first_line: u32,
    /// The lines that are there.
    pub lines: Vec<Line>,
    /// How many lines the whole text has.
    pub total_lines: u32,
    /// How many bytes the whole text has.
    pub total_bytes: u64,
}

impl Code {
    /// Whether this line is there.
    pub fn holds(&self, line: u32) -> bool {
        let first = self.first_line as usize;
        (first..first + self.lines.len()).contains(&(line as usize))
    }

    /// Whether lines were left out behind those that are there.
    pub fn is_cut(&self) -> bool {
        let last = self.first_line as usize + self.lines.len();
        last <= self.total_lines as usize || self.lines.iter().any(|line| line.is_cut)
    }
}

/// A line of [`Code`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Line {
    /// The text, without the line break.
    pub text: String,
    /// What stands where: each class with the length in bytes that it has; what they do not cover
    /// is plain.
    pub runs: Vec<(Class, u32)>,
    /// Whether the line goes on.
    pub is_cut: bool,
}

/// How a run of text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Class {
    /// Nothing special.
    Plain,
    /// A word of SQL.
    Keyword,
    /// A quoted identifier.
    Identifier,
    /// A string.
    String,
    /// A number.
    Number,
    /// A comment.
    Comment,
    /// A line of a script's header, or a marker.
    Marker,
    /// Punctuation and operators.
    Operator,
    /// A placeholder or variable.
    Variable,
    /// Something that may not stand where it does.
    Misplaced,
    /// What a diagnostic is about.
    Fault,
}

impl Class {
    /// The name of its style.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Keyword => "keyword",
            Self::Identifier => "identifier",
            Self::String => "string",
            Self::Number => "number",
            Self::Comment => "comment",
            Self::Marker => "marker",
            Self::Operator => "operator",
            Self::Variable => "variable",
            Self::Misplaced => "misplaced",
            Self::Fault => "fault",
        }
    }
}

/// How much of a text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// At most so many lines.
    pub lines: usize,
    /// At most so many bytes, all lines together.
    pub bytes: usize,
    /// At most so many bytes of one line.
    pub line_bytes: usize,
}

impl Limits {
    /// What a page shows without a stutter, and more than a person reads.
    pub const SHOWN: Self = Self {
        lines: 20_000,
        bytes: 1_000_000,
        line_bytes: 4_000,
    };
}

/// The lines of `text`, as many as `limits` allow, with the classes of `runs`.
///
/// The runs are in order and cover the head of the text; a run may go over several lines.
pub fn lines(text: &str, runs: impl IntoIterator<Item = (Class, usize)>, limits: Limits) -> Code {
    let mut code = Code {
        first_line: 1,
        lines: Vec::new(),
        total_lines: line_count(text),
        total_bytes: text.len() as u64,
    };
    let mut runs = runs.into_iter();
    let mut run: Option<(Class, usize)> = runs.next();
    let mut shown = 0;
    for whole in text.split('\n').take(code.total_lines as usize) {
        if code.lines.len() >= limits.lines || shown >= limits.bytes {
            break;
        }
        let kept = whole.strip_suffix('\r').unwrap_or(whole);
        let kept = &kept[..kept.floor_char_boundary(limits.line_bytes)];
        let mut line = Line {
            text: kept.to_owned(),
            runs: Vec::new(),
            is_cut: kept.len() < whole.trim_end_matches('\r').len(),
        };
        let mut left_in_line = whole.len();
        let mut left_to_show = kept.len();
        while left_in_line > 0 {
            let Some((class, length)) = run else { break };
            let taken = length.min(left_in_line);
            let visible = taken.min(left_to_show);
            if visible > 0 {
                line.runs.push((class, short(visible)));
            }
            left_in_line -= taken;
            left_to_show -= visible;
            run = if taken == length {
                runs.next()
            } else {
                Some((class, length - taken))
            };
        }
        // The line break belongs to the run that it stands in.
        if let Some((class, length)) = run {
            run = if length > 1 {
                Some((class, length - 1))
            } else {
                runs.next()
            };
        }
        shown += whole.len() + 1;
        code.lines.push(line);
    }
    code
}

fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// How many lines a text has; a line break at the end begins no further line.
fn line_count(text: &str) -> u32 {
    let breaks = text.bytes().filter(|&byte| byte == b'\n').count();
    let is_open = !text.is_empty() && !text.ends_with('\n');
    short(breaks + usize::from(is_open))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &Code) -> Vec<Vec<(Class, &str)>> {
        code.lines
            .iter()
            .map(|line| {
                let mut rest = line.text.as_str();
                line.runs
                    .iter()
                    .map(|&(class, length)| {
                        let (head, tail) = rest.split_at(length as usize);
                        rest = tail;
                        (class, head)
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn a_run_goes_over_lines() {
        let text = "a /* b\r\nc */ d\n";
        let runs = [(Class::Plain, 2), (Class::Comment, 10), (Class::Plain, 3)];
        let code = lines(text, runs, Limits::SHOWN);
        assert_eq!(
            shown(&code),
            [
                vec![(Class::Plain, "a "), (Class::Comment, "/* b")],
                vec![(Class::Comment, "c */"), (Class::Plain, " d")],
            ]
        );
        assert_eq!((code.total_lines, code.is_cut()), (2, false));
    }

    #[test]
    fn a_run_ends_at_a_line_break() {
        let runs = [(Class::Comment, 3), (Class::Keyword, 3)];
        let code = lines("--\nadd", runs, Limits::SHOWN);
        assert_eq!(
            shown(&code),
            [vec![(Class::Comment, "--")], vec![(Class::Keyword, "add")]]
        );
    }

    #[test]
    fn what_is_too_much_is_cut() {
        let limits = Limits {
            lines: 2,
            bytes: 100,
            line_bytes: 3,
        };
        let code = lines("one\nfü√r\nthree", [(Class::Plain, 100)], limits);
        assert_eq!(code.lines[0].text, "one");
        assert_eq!(code.lines[1].text, "fü");
        assert!(code.lines[1].is_cut && code.is_cut());
        assert_eq!((code.lines.len(), code.total_lines), (2, 3));
    }

    #[test]
    fn nothing_has_no_lines() {
        let code = lines("", [], Limits::SHOWN);
        assert_eq!(
            (code.lines.len(), code.total_lines, code.is_cut()),
            (0, 0, false)
        );
        assert_eq!(line_count("\n"), 1);
        assert_eq!(line_count("a\nb"), 2);
    }
}
