//! Taking back what one key or one button did to the plan.

use leptos::prelude::*;

use super::{App, View};

/// What the plan was for before a key or a button changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// What was done.
    pub done: String,
    current: String,
    target: String,
    view: View,
}

impl App {
    /// Sets where the plan leads, and shows it.
    pub fn plan_to(self, target: &str) {
        self.change_plan(format!("The plan leads to {target}."), || {
            self.target.set(target.to_owned());
        });
    }

    /// Sets where the plan starts, and shows it.
    pub fn plan_from(self, current: &str) {
        self.change_plan(format!("The plan starts at {current}."), || {
            self.current.set(current.to_owned());
        });
    }

    /// Sets both ends of the plan, and shows it.
    pub fn plan_between(self, current: &str, target: &str) {
        let done = format!("The plan leads from {current} to {target}.");
        self.change_plan(done, || {
            self.current.set(current.to_owned());
            self.target.set(target.to_owned());
        });
    }

    fn change_plan(self, done: String, change: impl FnOnce()) {
        let before = Undo {
            done,
            current: self.current.get_untracked(),
            target: self.target.get_untracked(),
            view: self.view.get_untracked(),
        };
        self.mark_place();
        change();
        self.view.set(View::Plan);
        let is_changed = self.current.with_untracked(|it| *it != before.current)
            || self.target.with_untracked(|it| *it != before.target);
        self.undo.set(is_changed.then_some(before));
    }

    /// Puts the plan back to what it was for before the last key or button changed it.
    pub fn undo(self) {
        let Some(before) = self.undo.get_untracked() else {
            return;
        };
        self.undo.set(None);
        self.mark_place();
        self.current.set(before.current);
        self.target.set(before.target);
        self.view.set(before.view);
        self.announcement.set("Undone".to_owned());
    }
}
