use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::notice::grouped;
use crate::component::{Icon, icon};
use crate::state::App;
use crate::state::search::Way;

/// The field that finds revisions. Enter goes on to the graph, where `n` and `N` lead from match to
/// match.
#[component]
pub fn Search() -> impl IntoView {
    let app = App::expect();
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" if event.shift_key() => app.go_to_match(Way::Previous),
            "Enter" => {
                if app.query.with_untracked(|query| query.trim().is_empty()) {
                    return;
                }
                let is_at_match = app.selected.get_untracked().is_some_and(|row| {
                    app.found
                        .with_untracked(|found| found.binary_search(&row).is_ok())
                });
                if !is_at_match {
                    app.go_to_match(Way::Next);
                }
                super::focus("graph-grid");
            }
            "ArrowDown" => app.go_to_match(Way::Next),
            "ArrowUp" => app.go_to_match(Way::Previous),
            "Escape" => {
                app.query.set(String::new());
                super::focus("graph-grid");
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let count = move || {
        let found = app.found.get();
        let selected = app.selected.get();
        if app.query.with(|query| query.trim().is_empty()) {
            return String::new();
        }
        match selected.and_then(|row| found.binary_search(&row).ok()) {
            _ if found.is_empty() => "No matches".to_owned(),
            Some(position) => format!("{} of {}", grouped(position + 1), grouped(found.len())),
            None => super::notice::counted(found.len(), "match", "matches"),
        }
    };
    let is_empty = move || app.query.with(String::is_empty);
    let is_not_found = move || app.found.with(|found| found.is_empty());
    view! {
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <label class="search-label" for="search">
                {icon(Icon::Search)}
                <span class="spoken">"Find revisions by id, message, file, label or target"</span>
            </label>
            <input
                type="search"
                id="search"
                placeholder="Find a revision"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="search-count"
                aria-keyshortcuts="/"
                prop:value=move || app.query.get()
                on:input=move |event| app.search(&event_target_value(&event))
                on:keydown=key
            />
            <kbd class="search-key" aria-hidden="true" class:gone=move || !is_empty()>
                "/"
            </kbd>
            <output
                class="search-count numbers"
                id="search-count"
                for="search"
                class:none=is_not_found
                class:gone=is_empty
            >
                {count}
            </output>
            <Steps />
        </form>
    }
}

/// The ways from match to match, and out of the search.
#[component]
fn Steps() -> impl IntoView {
    let app = App::expect();
    let is_empty = move || app.query.with(String::is_empty);
    let is_not_found = move || app.found.with(|found| found.is_empty());
    view! {
        <div class="search-steps" class:gone=is_empty>
            <button
                class="button quiet square small"
                type="button"
                id="search-previous"
                aria-label="Previous match"
                title="Previous match (N)"
                disabled=is_not_found
                on:click=move |_| app.go_to_match(Way::Previous)
            >
                {icon(Icon::Up)}
            </button>
            <button
                class="button quiet square small"
                type="button"
                id="search-next"
                aria-label="Next match"
                title="Next match (n)"
                disabled=is_not_found
                on:click=move |_| app.go_to_match(Way::Next)
            >
                {icon(Icon::Down)}
            </button>
            <button
                class="button quiet square small"
                type="button"
                id="search-clear"
                aria-label="Clear the search"
                title="Clear the search (Esc)"
                on:click=move |_| {
                    app.query.set(String::new());
                    super::focus("search");
                }
            >
                {icon(Icon::Close)}
            </button>
        </div>
    }
}
