//! The keys that work everywhere, and the sheet that lists them with the legend.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::component::{Icon, icon};
use crate::state::search::Way;
use crate::state::{App, Stage, Step, View};

const SHORTCUTS: [(&str, &[(&str, &str)]); 3] = [
    (
        "Move",
        &[
            ("j  k  ↓  ↑", "next and previous revision"),
            ("→  ←", "to the parent, to the child"),
            ("PgDn  PgUp", "a page down and up"),
            ("Home  End", "newest and oldest"),
            ("Enter", "open the revision"),
        ],
    ),
    (
        "Find",
        &[
            ("/", "search"),
            ("n  N", "next and previous match"),
            ("Esc", "clear the search, close the pane"),
        ],
    ),
    (
        "Plan and look",
        &[
            ("t", "plan to the selected revision"),
            ("c", "plan from the selected revision"),
            ("u", "undo the last of these"),
            (",  .", "the schema before and after"),
            (
                "1 – 7",
                "Graph, Revision, Plan, Problems, Schema, Conflicts, New revision",
            ),
            ("?", "this sheet"),
        ],
    ),
];

/// Listens to the keys that work wherever the focus is, but not in a field.
pub fn follow_keys(app: App, options: EventListenerOptions) {
    let listener = EventListener::new_with_options(&window(), "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            pressed(app, event);
        }
    });
    // The page listens as long as it lives.
    listener.forget();
}

fn pressed(app: App, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return;
    }
    let is_open = app.stage.with_untracked(|stage| *stage == Stage::Open);
    if is_typing(event) || app.is_help_open.get_untracked() {
        return;
    }
    match event.key().as_str() {
        "?" => app.is_help_open.set(true),
        _ if !is_open => return,
        "/" => {
            let is_schema = app.view.get_untracked() == View::Schema;
            let field = is_schema.then(|| super::focus("schema-search")).flatten();
            field.or_else(|| super::focus("search"));
        }
        "," if app.view.get_untracked() == View::Schema => app.step(Step::Back),
        "." if app.view.get_untracked() == View::Schema => app.step(Step::On),
        "Escape" if app.query.with_untracked(|it| !it.is_empty()) => {
            app.query.set(String::new());
        }
        "Escape" if app.view.get_untracked() != View::Graph => {
            app.show(View::Graph);
            super::focus("graph-grid");
        }
        "n" => app.go_to_match(Way::Next),
        "N" => app.go_to_match(Way::Previous),
        "t" | "c" => {
            let Some(id) = untrack(|| app.selected_id()) else {
                return;
            };
            if event.key() == "t" {
                app.plan_to(&id);
            } else {
                app.plan_from(&id);
            }
        }
        "u" => app.undo(),
        "j" | "k" => {
            // The grid moves by itself when it has the focus.
            let rows = app
                .project
                .with_untracked(|it| it.as_ref().map_or(0, |it| it.overview.rows.len()));
            let Some(last) = rows.checked_sub(1) else {
                return;
            };
            let here = app.selected.get_untracked();
            super::focus("graph-grid");
            app.select(match (event.key().as_str(), here) {
                ("j", Some(row)) => (row + 1).min(last),
                ("j", None) => 0,
                (_, Some(row)) => row.saturating_sub(1),
                (_, None) => last,
            });
        }
        key => match View::of_key(key) {
            Some(view) => app.show(view),
            None => return,
        },
    }
    event.prevent_default();
}

/// Whether the key goes into a field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    element.is_some_and(|it| {
        it.matches("input, select, textarea, [contenteditable]")
            .unwrap_or(false)
    })
}

/// The sheet.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let app = App::expect();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        let is_open = app.is_help_open.get();
        if is_open && !dialog.open() {
            // It fails for a dialog that is not in the page, and this one is.
            let _ = dialog.show_modal();
        } else if !is_open && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            class="sheet"
            id="help"
            aria-labelledby="help-title"
            node_ref=dialog
            on:close=move |_| app.is_help_open.set(false)
        >
            <div class="sheet-head">
                <h2 id="help-title">"Keyboard and legend"</h2>
                <button
                    class="button quiet square"
                    type="button"
                    id="close-help"
                    aria-label="Close"
                    on:click=move |_| app.is_help_open.set(false)
                >
                    {icon(Icon::Close)}
                </button>
            </div>
            <div class="sheet-columns">
                {SHORTCUTS
                    .into_iter()
                    .map(|(title, keys)| {
                        view! {
                            <section>
                                <h3>{title}</h3>
                                <dl class="keys">
                                    {keys
                                        .iter()
                                        .map(|(keys, what)| {
                                            let keys = keys
                                                .split("  ")
                                                .map(|key| view! { <kbd>{key}</kbd> })
                                                .collect_view();
                                            view! {
                                                <div>
                                                    <dt>{keys}</dt>
                                                    <dd>{*what}</dd>
                                                </div>
                                            }
                                        })
                                        .collect_view()}
                                </dl>
                            </section>
                        }
                    })
                    .collect_view()}
                <Legend />
            </div>
        </dialog>
    }
}

#[component]
fn Legend() -> impl IntoView {
    let glyph = |inside: AnyView| {
        view! { <svg class="legend-glyph" viewBox="-12 -12 24 24" aria-hidden="true">{inside}</svg> }
    };
    let node = |class: &'static str, shape: AnyView| {
        glyph(view! { <g class=format!("node lane-0 {class}")>{shape}</g> }.into_any())
    };
    let circle = || view! { <circle class="node-shape" r="4.5" /> }.into_any();
    let entries = [
        (node("", circle()), "a revision that is not applied"),
        (node("applied", circle()), "a revision that is applied"),
        (
            node(
                "",
                view! {
                    <circle class="node-ring" r="8" />
                    <circle class="node-shape" r="4.5" />
                }
                .into_any(),
            ),
            "a head: nothing follows it",
        ),
        (
            node(
                "",
                view! { <rect class="node-shape" x="-4.5" y="-4.5" width="9" height="9" rx="1.5" /> }
                    .into_any(),
            ),
            "a base: it follows nothing",
        ),
        (
            node(
                "",
                view! { <path class="node-shape" d="M0 -5.5L5.5 0L0 5.5L-5.5 0Z" /> }.into_any(),
            ),
            "a merge: it follows several",
        ),
        (
            glyph(view! { <path class="edge lane-0" d="M0 -12V12" /> }.into_any()),
            "down_revision: it follows",
        ),
        (
            glyph(view! { <path class="edge lane-0 dependency" d="M0 -12V12" /> }.into_any()),
            "depends_on: it needs",
        ),
    ];
    view! {
        <section>
            <h3>"Graph"</h3>
            <dl class="keys">
                {entries
                    .into_iter()
                    .map(|(glyph, what)| {
                        view! {
                            <div>
                                <dt>{glyph}</dt>
                                <dd>{what}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
}
