//! Which branches collide: a table of the pairs, and each pair with both sides' lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use limbeck_planner::conflict::{Survey, Verdict};
use limbeck_planner::diagnostic::Diagnostic;
use limbeck_planner::document::{
    ConflictDocument, DiagnosticDocument, HeadDocument, PairDocument, SurveyDocument,
};

use super::{Annotations, count, diagnostic};

use crate::output::{ERROR, FAINT, WARNING};
use crate::project::sources;
use crate::surveyed::{NamedHead, Surveyed};

/// More heads than these make no table that anybody reads.
const LARGEST_TABLE: usize = 16;

/// What there is to say of a survey.
pub struct ConflictReport<'survey> {
    surveyed: &'survey Surveyed,
    survey: &'survey Survey,
    sources: BTreeMap<String, String>,
}

impl<'survey> ConflictReport<'survey> {
    /// A report on the heads that were surveyed.
    pub fn new(surveyed: &'survey Surveyed, survey: &'survey Survey) -> Self {
        let found = survey
            .pairs
            .iter()
            .flat_map(|pair| pair.conflict.diagnostics())
            .collect::<Vec<_>>();
        Self {
            surveyed,
            survey,
            sources: sources(&surveyed.project, found.iter().chain(&surveyed.diagnostics)),
        }
    }

    /// How many pairs cannot both be applied or not in any order, and scripts that nobody can merge.
    pub fn problems(&self) -> usize {
        let pairs = self.survey.pairs.iter();
        let colliding = pairs.filter(|pair| pair.conflict.verdict.is_conflict());
        colliding.count() + self.surveyed.diagnostics.len()
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write_heads(&mut text);
        if self.surveyed.heads.len() > 1 {
            self.write_table(&mut text);
        }
        for found in &self.surveyed.diagnostics {
            let _infallible = write!(text, "\n{}", diagnostic(found, &self.sources));
        }
        for pair in &self.survey.pairs {
            let (left, right) = (self.head(pair.left), self.head(pair.right));
            let verdict = pair.conflict.verdict.text();
            let _infallible = writeln!(text, "\n{} and {}: {verdict}", name(left), name(right));
            for found in pair.conflict.diagnostics() {
                let _infallible = write!(text, "{}", diagnostic(&found, &self.sources));
            }
        }
        text
    }

    fn head(&self, position: usize) -> &NamedHead {
        &self.surveyed.heads[position]
    }

    fn write_heads(&self, text: &mut String) {
        let width = self.surveyed.heads.len().to_string().len();
        for (position, head) in self.surveyed.heads.iter().enumerate() {
            let number = position + 1;
            let branch = head.branch.as_deref().map(|it| format!("  {it}"));
            let _infallible = writeln!(
                text,
                "{number:>width$}  {}{}",
                head.revision,
                branch.unwrap_or_default()
            );
        }
        match self.surveyed.heads.len() {
            0 => text.push_str("there is nothing to compare\n"),
            1 => text.push_str("there is one head, which collides with nothing\n"),
            _ => {}
        }
    }

    fn write_table(&self, text: &mut String) {
        let heads = self.surveyed.heads.len();
        if heads > LARGEST_TABLE {
            let met = self.survey.pairs.len();
            let _infallible = writeln!(
                text,
                "\n{} of {} have something to do with each other",
                met,
                count(heads * (heads - 1) / 2, "pair")
            );
            return;
        }
        let verdicts: BTreeMap<(usize, usize), &Verdict> = self
            .survey
            .pairs
            .iter()
            .map(|pair| ((pair.left, pair.right), &pair.conflict.verdict))
            .collect();
        text.push('\n');
        let _infallible = write!(text, "{:>4}", "");
        for column in 1..heads {
            let _infallible = write!(text, "{:>4}", column + 1);
        }
        text.push('\n');
        for row in 0..heads - 1 {
            let _infallible = write!(text, "{:>4}", row + 1);
            for column in 1..heads {
                let cell = if column <= row {
                    "    ".to_owned()
                } else {
                    cell(verdicts.get(&(row, column)).copied())
                };
                text.push_str(&cell);
            }
            text.push('\n');
        }
        let _infallible = writeln!(
            text,
            "\n{ERROR}x{ERROR:#} cannot both be applied   {WARNING}!{WARNING:#} order matters   \
             {WARNING}?{WARNING:#} unknown   {FAINT}-{FAINT:#} independent"
        );
    }

    /// For programs.
    pub fn document(&self) -> SurveyDocument {
        SurveyDocument {
            heads: self
                .surveyed
                .heads
                .iter()
                .map(|head| HeadDocument {
                    branch: head.branch.clone(),
                    revision: head.revision.clone(),
                })
                .collect(),
            pairs: self
                .survey
                .pairs
                .iter()
                .map(|pair| PairDocument {
                    left: pair.left,
                    right: pair.right,
                    conflict: ConflictDocument::of(&pair.conflict),
                })
                .collect(),
            diagnostics: self
                .surveyed
                .diagnostics
                .iter()
                .map(DiagnosticDocument::of)
                .collect(),
        }
    }

    /// For GitHub, which shows each at its line.
    pub fn annotations(&self, annotations: &Annotations) -> String {
        let found = self
            .survey
            .pairs
            .iter()
            .flat_map(|pair| pair.conflict.diagnostics());
        let all = self.surveyed.diagnostics.iter().cloned().chain(found);
        all.map(|it: Diagnostic| annotations.diagnostic(&it))
            .collect()
    }
}

fn name(head: &NamedHead) -> String {
    match &head.branch {
        Some(branch) => format!("{branch} ({})", head.revision),
        None => head.revision.clone(),
    }
}

fn cell(verdict: Option<&Verdict>) -> String {
    match verdict {
        None | Some(Verdict::Independent(_)) => format!("   {FAINT}-{FAINT:#}"),
        Some(Verdict::OrderMatters { .. }) => format!("   {WARNING}!{WARNING:#}"),
        Some(Verdict::CannotBothApply { .. }) => format!("   {ERROR}x{ERROR:#}"),
        Some(Verdict::Unknown { .. }) => format!("   {WARNING}?{WARNING:#}"),
    }
}
