//! Following the project that `limbeck serve` serves.

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, EventSource, MessageEvent};

use super::App;
use super::opening::{Choices, Stage, is_served};
use crate::worker::{Question, Source};

/// What is known of the served project's changes.
#[derive(Debug, Clone, Copy)]
pub struct Following {
    /// The newest state that was told of.
    newest: StoredValue<u64>,
    /// Whether the project is being read again.
    is_reading: StoredValue<bool>,
}

impl Following {
    pub(super) fn new() -> Self {
        Self {
            newest: StoredValue::new(0),
            is_reading: StoredValue::new(false),
        }
    }
}

/// What a `change` says.
#[derive(Debug, Deserialize)]
struct Change {
    generation: u64,
}

impl App {
    /// The state of the served project that is shown; none where something else is open.
    fn shown_generation(self) -> Option<u64> {
        self.project
            .with_untracked(|it| Some(it.as_ref()?.served.as_ref()?.generation))
    }

    /// Reads the served project again, if it is open and has changed since it was read.
    pub(super) fn catch_up(self) {
        let newest = self.following.newest.get_value();
        if self.shown_generation().is_some_and(|it| it < newest) {
            self.read_again();
        }
    }

    /// Reads the served project again, and keeps what was chosen. One reading at a time: what
    /// changes meanwhile is caught up with behind it.
    fn read_again(self) {
        let is_reading = self.following.is_reading;
        let is_open = self.stage.with_untracked(|stage| *stage == Stage::Open);
        if !is_open || is_reading.get_value() {
            return;
        }
        is_reading.set_value(true);
        let attempt = self.attempt();
        spawn_local(async move {
            let answer = self.client().ask(Question::Open(Source::Served)).await;
            is_reading.set_value(false);
            self.opened(attempt, answer, Choices::Kept);
        });
    }

    fn stop_following(self, reason: &str) {
        if self.shown_generation().is_some() {
            self.stale.set(Some(reason.to_owned()));
        }
    }
}

/// Reads the served project again when its files change.
pub fn follow_disk(app: App) {
    if !is_served() {
        return;
    }
    // A browser without server-sent events shows what it has.
    let Ok(events) = EventSource::new("api/events") else {
        return;
    };
    let changed = EventListener::new(&events, "change", move |event| {
        if let Some(generation) = generation(event) {
            app.following.newest.set_value(generation);
            app.catch_up();
        }
    });
    let lost = EventListener::new(&events, "error", move |_| {
        app.stop_following("`limbeck serve` does not answer");
    });
    // The browser connects again by itself. It may be another server, which counts from the start.
    let found = EventListener::new(&events, "open", move |_| {
        if app.stale.with_untracked(Option::is_some) {
            app.read_again();
        }
    });
    // The page follows as long as it lives.
    for listener in [changed, lost, found] {
        listener.forget();
    }
    std::mem::forget(events);
}

fn generation(event: &Event) -> Option<u64> {
    let data = event.dyn_ref::<MessageEvent>()?.data().as_string()?;
    let change: Change = serde_json::from_str(&data).ok()?;
    Some(change.generation)
}
