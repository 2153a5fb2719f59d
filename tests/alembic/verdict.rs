//! Whether two answers are the same, and where they may differ.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value, json};

use crate::case::Question;

/// What became of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Both give the same.
    Same,
    /// They differ as they may.
    Excused(Excuse),
    /// They differ.
    Different,
}

/// A way in which answers may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Excuse {
    /// Alembic makes a base of what goes too far below the heads, or a merge with nothing.
    NothingToFollow,
    /// Limbeck reads the text first; Alembic looks things up as it goes.
    Incomplete,
    /// An error of Python's own: a clear one takes its place.
    Crash,
    /// Alembic's sort fails where a range needs what does not follow its start. Where there are
    /// not so many revisions below the heads, Alembic takes the range's end for a branch, and
    /// says that there is none; or it finds something else to refuse before it fails.
    Range,
}

impl Excuse {
    /// How many of a hundred comparisons it may take, so that excuses never become the rule.
    const fn percent(self) -> usize {
        match self {
            Self::NothingToFollow | Self::Range => 1,
            Self::Incomplete => 3,
            Self::Crash => 6,
        }
    }
}

/// What Limbeck refuses where Alembic fails with an error of Python's own.
const CLEAR_FOR_CRASHES: [&str; 9] = [
    "duplicate_head",
    "no_revision",
    "nothing_on_branch",
    "not_found",
    "rows_do_not_fit",
    "several_on_branch",
    "too_few_revisions",
    "unclear_branch",
    "walked_too_far",
];

/// The verdict on an answer of Limbeck's and one of Alembic's.
pub fn verdict(question: &Question, ours: &Result<Value, &'static str>, theirs: &Value) -> Verdict {
    let answer = theirs.get("answer");
    let refused = theirs["refused"].as_str();
    let excuse = match (ours, answer, refused) {
        (Ok(ours), Some(theirs), None) if ours == theirs => return Verdict::Same,
        (Err(ours), None, Some(theirs)) if *ours == theirs => return Verdict::Same,
        (Err("no_revision"), None, Some(_)) if matches!(question, Question::Place { .. }) => {
            Excuse::NothingToFollow
        }
        (Err("no_revision"), Some(answer), None) if answer["down_revision"] == json!([]) => {
            Excuse::NothingToFollow
        }
        (Err("incomplete"), None, Some(_)) => Excuse::Incomplete,
        (Err(ours), None, Some("crash")) if CLEAR_FOR_CRASHES.contains(ours) => Excuse::Crash,
        (Ok(_), None, Some("crash"))
        | (
            Err("too_few_revisions"),
            None,
            Some("no_such_branch" | "not_found" | "multiple_heads" | "overlap"),
        ) if matches!(question, Question::Range(_)) => Excuse::Range,
        _ => return Verdict::Different,
    };
    Verdict::Excused(excuse)
}

/// How many comparisons there were, and how many of them were excused.
#[derive(Debug, Default)]
pub struct Tally {
    /// All of them.
    pub comparisons: usize,
    excused: BTreeMap<Excuse, usize>,
}

impl Tally {
    /// Counts a comparison that `excuse` let pass.
    pub fn excuse(&mut self, excuse: Excuse) {
        *self.excused.entry(excuse).or_default() += 1;
    }

    /// The excuses that were needed more often than they may be.
    pub fn overused(&self) -> Vec<Excuse> {
        let over = |(excuse, count): (&Excuse, &usize)| {
            (count * 100 > self.comparisons * excuse.percent()).then_some(*excuse)
        };
        self.excused.iter().filter_map(over).collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} comparisons", self.comparisons)?;
        for (excuse, count) in &self.excused {
            write!(formatter, ", {count} excused as {excuse:?}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_missing_agrees_with_nothing() {
        let question = Question::Show("a".to_owned());
        for ours in [Ok(Value::Null), Ok(json!(["a"])), Err("not_found")] {
            assert_eq!(verdict(&question, &ours, &json!({})), Verdict::Different);
        }
    }

    #[test]
    fn an_excuse_is_not_the_rule() {
        let mut tally = Tally {
            comparisons: 100,
            ..Tally::default()
        };
        tally.excuse(Excuse::Range);
        assert_eq!(tally.overused(), []);
        tally.excuse(Excuse::Range);
        assert_eq!(tally.overused(), [Excuse::Range]);
    }
}
