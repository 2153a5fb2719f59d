//! What typing into the search does.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use super::search::Form;
use crate::worker::{Answer, Question};

impl App {
    /// Searches for `query`, and goes to the first match from where the selection is.
    pub fn search(self, query: &str) {
        self.query.set(query.to_owned());
        let found = self.found.get_untracked();
        let here = self.selected.get_untracked().unwrap_or(0);
        let next = found.partition_point(|&row| row < here);
        if let Some(&row) = found.get(next).or_else(|| found.first()) {
            self.select(row);
        }
    }

    /// Asks the planner what a query means as a target whenever it may be one: `+2`, `shop@head`,
    /// `ae10-1`.
    pub fn follow_query(self) {
        Effect::new(move |_| {
            let query = self.query.get().trim().to_owned();
            let project = self.project.get();
            self.located.set(None);
            let Some(project) = project else { return };
            let is_text = Form::of(&query) == Form::Text
                && !super::search::matches(&project.overview, &query).is_empty();
            if query.is_empty() || query.contains(' ') || is_text {
                return;
            }
            let current = self.current.get_untracked();
            spawn_local(async move {
                let target = query.clone();
                let question = Question::Locate { current, target };
                let Answer::Located(ids) = self.client().ask(question).await else {
                    return;
                };
                if self.query.with_untracked(|now| now.trim() == query) {
                    let mut rows: Vec<usize> =
                        ids.iter().filter_map(|id| project.row_of(id)).collect();
                    rows.sort_unstable();
                    self.located.set(Some(Arc::new(rows)));
                    if let Some(&first) = self.found.get_untracked().first() {
                        self.select(first);
                    }
                }
            });
        });
        Effect::new(move |_| {
            let count = self.found.with(|found| found.len());
            if self.query.with(|query| query.trim().is_empty()) {
                return;
            }
            let words = match count {
                0 => "No matches".to_owned(),
                1 => "1 match".to_owned(),
                count => format!("{count} matches"),
            };
            self.announcement.set(words);
        });
    }
}
