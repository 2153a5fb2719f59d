//! Has the revision generated anew whenever what it follows from changes.

use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::sql::Dialect;

use super::{Draft, DraftKey};
use crate::component::{new_id, now};
use crate::state::{App, Project, View, Wish};
use crate::worker::{
    Answer, DeclaredChoice, DeclaredFile, DeclaredView, FaultView, GeneratedView, Packed, Question,
    RenameAnswer,
};

/// Whoever types pauses so long, in milliseconds, before what was typed is worked out.
const PAUSE: u32 = 150;

/// What decides what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    edition: u64,
    dialect: Dialect,
    parents: Vec<String>,
    files: Option<Vec<DeclaredFile>>,
    answers: Vec<RenameAnswer>,
    revision: String,
    message: String,
}

impl Wish for Wanted {
    fn pause_after(&self, before: &Self) -> u32 {
        let is_typed = self.files.is_some() && before.files.is_some() && self.files != before.files;
        if is_typed || self.message != before.message {
            PAUSE
        } else {
            0
        }
    }
}

impl Wanted {
    fn of(project: &Project, dialect: Dialect, draft: &Draft) -> Self {
        Self {
            edition: project.edition,
            dialect,
            parents: draft.parents(&project.overview.heads),
            files: match draft.files() {
                [] => None,
                files => Some(files.to_vec()),
            },
            answers: draft.answers.clone(),
            revision: draft.revision.clone(),
            message: draft.message.clone(),
        }
    }

    fn choice(&self) -> DeclaredChoice {
        DeclaredChoice {
            follows: self.parents.clone(),
            dialect: self.dialect,
            files: self.files.clone(),
            answers: self.answers.clone(),
            revision: self.revision.clone(),
            created: now(),
            message: self.message.clone(),
        }
    }
}

impl App {
    /// Generates the revision anew whenever what it follows from changes, while it is looked at.
    pub fn follow_declared(self) {
        Effect::new(move |_| {
            if self.view.get() != View::Declared {
                return;
            }
            let Some(project) = self.project.get() else {
                return;
            };
            let dialect = self.dialect.get();
            self.take_draft(&project, dialect);
            let declaring = self.declaring;
            let wanted = declaring
                .draft
                .with(|draft| Wanted::of(&project, dialect, draft));
            let question = |wanted: &Wanted| Question::Declared(Packed::pack(&wanted.choice()));
            let show = move |answer| self.show_generated(answer);
            declaring.newest.want(self, wanted, question, show);
        });
    }

    /// Takes the draft of a project and dialect, and keeps that of another. Its revision has an id
    /// that no other has.
    fn take_draft(self, project: &Project, dialect: Dialect) {
        let declaring = self.declaring;
        let key = DraftKey::of(project, dialect);
        let before = declaring.key.get_value();
        let has_begun = before.as_ref().is_some_and(|it| it.has_begun(&key));
        if has_begun {
            declaring.key.set_value(Some(key));
        } else if before.as_ref() != Some(&key) {
            let kept = declaring
                .drafts
                .try_update_value(|drafts| {
                    if let Some(before) = before {
                        drafts.insert(before, declaring.draft.get_untracked());
                    }
                    drafts.remove(&key)
                })
                .flatten();
            declaring.key.set_value(Some(key));
            declaring.newest.forget();
            declaring.history.set(Arc::default());
            declaring.faults.set(Arc::default());
            declaring.generated.set(None);
            declaring.refusal.set(None);
            declaring.unopened.set(None);
            declaring.draft.set(kept.unwrap_or_default());
        }
        if declaring
            .draft
            .with_untracked(|draft| draft.given != project.declared)
        {
            declaring
                .draft
                .update(|draft| draft.given.clone_from(&project.declared));
            // What could not be read before may be now; what still cannot is told below.
            declaring.unopened.set(None);
        }
        let is_given = declaring
            .draft
            .with_untracked(|draft| draft.files.is_none());
        if let (true, Some(reason)) = (is_given, project.declared_error()) {
            declaring.unopened.set(Some(reason.to_owned()));
        }
        let is_free = declaring.draft.with_untracked(|draft| {
            !draft.revision.is_empty() && project.row_of(&draft.revision).is_none()
        });
        if !is_free {
            // Where the browser gives no random numbers, the planner refuses to write a script.
            let id = new_id().unwrap_or_default();
            declaring
                .draft
                .update_untracked(|draft| draft.revision = id);
        }
    }

    fn show_generated(self, answer: Answer) {
        let declaring = self.declaring;
        match answer {
            Answer::Declared(Ok(view)) => {
                let DeclaredView {
                    history,
                    faults,
                    generated,
                } = view.unpack();
                declaring.refusal.set(None);
                if let Some(history) = history {
                    declaring.history.set(Arc::new(history));
                }
                let spoken = generated
                    .as_ref()
                    .map_or_else(|| spoken_errors(&faults), spoken);
                let faults = Arc::new(faults);
                if declaring.faults.with_untracked(|shown| *shown != faults) {
                    declaring.faults.set(faults);
                }
                // The last good revision stays while there is none.
                if let Some(generated) = generated {
                    declaring.generated.set(Some(Arc::new(generated)));
                }
                if self.announcement.with_untracked(|said| *said != spoken) {
                    self.announcement.set(spoken);
                }
            }
            Answer::Declared(Err(refusal)) => {
                declaring.refusal.set(Some(Arc::new(*refusal)));
            }
            _ => {}
        }
    }
}

/// How many errors there are, in a sentence.
fn spoken_errors(faults: &[FaultView]) -> String {
    match faults.iter().filter(|fault| fault.is_error).count() {
        1 => "1 error in the declared schema".to_owned(),
        count => format!("{count} errors in the declared schema"),
    }
}

/// What came of it, in a sentence.
fn spoken(generated: &GeneratedView) -> String {
    let changes = match generated.difference_count {
        _ if generated.is_empty => return "The history has this schema".to_owned(),
        1 => "1 change".to_owned(),
        count => format!("{count} changes"),
    };
    match generated.questions.len() {
        0 => changes,
        1 => format!("{changes}, 1 rename to decide"),
        count => format!("{changes}, {count} renames to decide"),
    }
}
