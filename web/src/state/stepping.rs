//! Stepping from revision to revision along the history.

use leptos::prelude::*;

use super::{App, Project};

/// Which way to step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To what the revision follows.
    Back,
    /// To what follows the revision.
    On,
}

impl Project {
    /// The rows that a step from `row` leads to, the first first; from no revision, back leads to the
    /// heads, where the schema is the same.
    pub fn steps_from(&self, row: Option<usize>, step: Step) -> Vec<usize> {
        let rows = &self.overview.rows;
        let Some(row) = row else {
            let heads = rows.iter().enumerate().filter(|(_, row)| row.is_head);
            return match step {
                Step::Back => heads.map(|(row, _)| row).collect(),
                Step::On => Vec::new(),
            };
        };
        let Some(revision) = rows.get(row) else {
            return Vec::new();
        };
        match step {
            Step::Back => {
                let parents = revision.parents.iter();
                parents
                    .filter_map(|parent| parent.row)
                    .map(|it| it as usize)
                    .collect()
            }
            Step::On => {
                let children = revision.children.iter();
                children.map(|&(child, _)| child as usize).collect()
            }
        }
    }
}

impl App {
    /// The rows that a step leads to; tracked.
    pub fn steps_to(self, step: Step) -> Vec<usize> {
        let selected = self.selected.get();
        self.project.with(|project| {
            let project = project.as_ref();
            project.map_or_else(Vec::new, |it| it.steps_from(selected, step))
        })
    }

    /// Selects the first revision that a step leads to.
    pub fn step(self, step: Step) {
        if let Some(&row) = untrack(|| self.steps_to(step)).first() {
            self.select(row);
        }
    }
}
