use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::component::{Icon, icon};
use crate::state::{App, SchemaOutcome};
use crate::view::notice::{counted, grouped};

/// The field that finds objects, and what is listed at all.
#[component]
pub(super) fn Search() -> impl IntoView {
    let app = App::expect();
    let schema = app.schema;
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" | "ArrowDown" => {
                super::list::enter(app);
            }
            "Escape" if schema.query.with_untracked(|query| !query.is_empty()) => {
                schema.query.set(String::new());
            }
            "Escape" => {
                crate::view::focus("schema-list");
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let has_revision = Memo::new(move |_| {
        schema.outcome.with(
            |outcome| matches!(outcome, SchemaOutcome::Schema(view) if !view.summary.is_empty()),
        )
    });
    let count = move || {
        let (_, found) = super::list::listed(app);
        let all = schema.outcome.with(|outcome| match outcome {
            SchemaOutcome::Schema(view) => view.objects.len(),
            _ => 0,
        });
        if found == all {
            counted(all, "object", "objects")
        } else {
            format!("{} of {}", grouped(found), grouped(all))
        }
    };
    let is_empty = move || schema.query.with(String::is_empty);
    view! {
        <form class="schema-search" role="search" on:submit=|event| event.prevent_default()>
            <div class="schema-field">
                <label class="search-label" for="schema-search">
                    {icon(Icon::Search)}
                    <span class="spoken">
                        "Find tables, columns, constraints, indexes and other objects by name"
                    </span>
                </label>
                <input
                    type="search"
                    id="schema-search"
                    placeholder="Find a table, column, index…"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="schema-count"
                    aria-keyshortcuts="/"
                    prop:value=move || schema.query.get()
                    on:input=move |event| schema.query.set(event_target_value(&event))
                    on:keydown=key
                />
                <kbd class="search-key" aria-hidden="true" class:gone=move || !is_empty()>
                    "/"
                </kbd>
            </div>
            <button
                class="button"
                type="button"
                id="schema-only-changed"
                aria-pressed=move || {
                    (schema.only_changed.get() && has_revision.get()).to_string()
                }
                disabled=move || !has_revision.get()
                on:click=move |_| schema.only_changed.update(|only| *only = !*only)
            >
                "Changed only"
            </button>
            <button
                class="button schema-to-changes"
                type="button"
                id="schema-to-changes"
                disabled=move || !has_revision.get()
                on:click=move |_| {
                    app.look_at(None);
                    schema.shows_changes.set(true);
                }
            >
                "The changes"
            </button>
            <output class="schema-count quiet numbers" id="schema-count" for="schema-search">
                {count}
            </output>
        </form>
    }
}
