use std::collections::HashSet;
use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::list_row::{GroupRow, ObjectRow, row_id};
use crate::component::Viewport;
use crate::state::listing::{self, ListRow};
use crate::state::{App, SchemaOutcome};
use crate::worker::{ObjectEntry, ObjectKind, SchemaView};

/// The height of a row.
const ROW_HEIGHT: f64 = 28.0;

/// The objects, grouped by kind; of the rows only those that are seen exist.
#[component]
pub(super) fn List() -> impl IntoView {
    let app = App::expect();
    let schema = app.schema;
    let viewport = Viewport::new(ROW_HEIGHT);
    let rows = Memo::new(move |_| Arc::new(listed(app).0));
    let chosen = Memo::new(move |_| {
        let key = schema.key.get()?;
        rows.with(|rows| place_of(app, rows, &key))
    });
    // What is looked at is seen when it is chosen, and stays where it is when the schema changes.
    Effect::new(move |_| {
        schema.key.track();
        if viewport.node.get().is_some()
            && let Some(place) = chosen.get_untracked()
        {
            viewport.reveal(place);
        }
    });
    let shown = move || {
        let rows = rows.get();
        let mut places: Vec<usize> = viewport.window(rows.len()).collect();
        if let Some(chosen) = chosen.get().filter(|it| !places.contains(it)) {
            places.push(chosen);
        }
        let view = view_of(app);
        places
            .into_iter()
            .filter_map(|place| {
                let row = rows.get(place)?.clone();
                let entry = match &row {
                    ListRow::Object { place, .. } => {
                        Some(view.as_ref()?.objects.get(*place)?.clone())
                    }
                    ListRow::Group { .. } => None,
                };
                Some((place, row, entry))
            })
            .collect::<Vec<_>>()
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "a list has fewer than 2^52 rows"
    )]
    let height = move || {
        format!(
            "height:{}px",
            rows.with(|rows| rows.len()) as f64 * ROW_HEIGHT
        )
    };
    let key = move |event: KeyboardEvent| {
        if pressed(app, &event) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let is_none = move || rows.with(|rows| rows.is_empty());
    view! {
        <div class="schema-list">
            <div
                class="schema-scroll"
                id="schema-list"
                node_ref=viewport.node
                role="tree"
                tabindex="0"
                aria-label="Objects of the schema"
                aria-activedescendant=move || chosen.get().map(row_id)
                on:scroll=move |_| viewport.scrolled()
                on:keydown=key
            >
                <div class="schema-rows" role="presentation" style=height>
                    <For
                        each=shown
                        key=|(place, row, entry)| format!("{place} {row:?} {entry:?}")
                        children=move |(place, row, entry)| match (row, entry) {
                            (ListRow::Group { kind, count, is_folded }, _) => {
                                view! {
                                    <GroupRow place=place kind=kind count=count is_folded=is_folded />
                                }
                                    .into_any()
                            }
                            (ListRow::Object { member, number, of, .. }, Some(entry)) => {
                                view! {
                                    <ObjectRow
                                        place=place
                                        entry=entry
                                        member=member
                                        number=number
                                        of=of
                                    />
                                }
                                    .into_any()
                            }
                            (ListRow::Object { .. }, None) => ().into_any(),
                        }
                    />
                </div>
            </div>
            <Show when=is_none>
                <NothingFound />
            </Show>
        </div>
    }
}

#[component]
fn NothingFound() -> impl IntoView {
    let app = App::expect();
    let schema = app.schema;
    let words = move || {
        if schema.query.with(|query| query.trim().is_empty()) {
            "This revision changes nothing in the schema."
        } else {
            "Nothing has such a name."
        }
    };
    view! {
        <div class="schema-nothing" id="schema-nothing">
            <p class="quiet">{words}</p>
            <button
                class="button small"
                type="button"
                id="schema-show-all"
                on:click=move |_| {
                    schema.query.set(String::new());
                    schema.only_changed.set(false);
                }
            >
                "Show all"
            </button>
        </div>
    }
}

fn view_of(app: App) -> Option<Arc<SchemaView>> {
    app.schema.outcome.with(|outcome| match outcome {
        SchemaOutcome::Schema(view) => Some(Arc::clone(view)),
        _ => None,
    })
}

/// The rows that are listed, and how many objects; tracked.
pub(super) fn listed(app: App) -> (Vec<ListRow>, usize) {
    let schema = app.schema;
    let Some(view) = view_of(app) else {
        return (Vec::new(), 0);
    };
    let only_changed = schema.only_changed.get() && !view.summary.is_empty();
    let is_listed = |entry: &ObjectEntry| !only_changed || entry.sign.is_some();
    schema.query.with(|query| {
        schema
            .folded
            .with(|folded| listing::rows(&view.objects, query, is_listed, folded))
    })
}

/// The row of the object that is asked for by `key`.
fn place_of(app: App, rows: &[ListRow], key: &str) -> Option<usize> {
    let view = view_of(app)?;
    let object = view.objects.iter().position(|it| it.key == key)?;
    rows.iter()
        .position(|row| matches!(row, ListRow::Object { place, .. } if *place == object))
}

/// Goes from the search into the list: to the first object that was found.
pub(super) fn enter(app: App) {
    let (rows, _) = untrack(|| listed(app));
    let chosen = app.schema.key.get_untracked();
    let is_listed = chosen.is_some_and(|key| untrack(|| place_of(app, &rows, &key)).is_some());
    if !is_listed {
        go(app, &rows, rows.iter().position(is_object));
    }
    crate::view::focus("schema-list");
}

const fn is_object(row: &ListRow) -> bool {
    matches!(row, ListRow::Object { .. })
}

/// Looks at the object in this row. Back does not stop at it.
fn go(app: App, rows: &[ListRow], place: Option<usize>) {
    let Some(ListRow::Object { place, .. }) = place.and_then(|it| rows.get(it)) else {
        return;
    };
    if let Some(entry) = untrack(|| view_of(app)).and_then(|it| it.objects.get(*place).cloned()) {
        app.schema.key.set(Some(entry.key));
    }
}

/// Folds the group of the chosen object, or opens it.
fn fold(app: App, change: impl FnOnce(&mut HashSet<ObjectKind>, ObjectKind)) {
    let key = app.schema.key.get_untracked();
    let view = untrack(|| view_of(app));
    let chosen = view
        .as_ref()
        .and_then(|view| view.objects.iter().find(|it| Some(&it.key) == key.as_ref()));
    if let Some(kind) = chosen.map(|it| it.kind) {
        app.schema.folded.update(|folded| change(folded, kind));
    }
}

/// Moves along the list. Whether the key meant something.
fn pressed(app: App, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let (rows, _) = untrack(|| listed(app));
    let key = app.schema.key.get_untracked();
    let here = key.and_then(|key| untrack(|| place_of(app, &rows, &key)));
    let objects = || rows.iter().enumerate().filter(|(_, row)| is_object(row));
    let to = match (event.key().as_str(), here) {
        ("ArrowDown" | "j", Some(here)) => objects().find(|(place, _)| *place > here),
        ("ArrowUp" | "k", Some(here)) => objects().rfind(|(place, _)| *place < here),
        ("ArrowDown" | "j" | "Home", _) => objects().next(),
        ("ArrowUp" | "k" | "End", _) => objects().next_back(),
        ("PageDown", Some(here)) => objects()
            .find(|(place, _)| *place >= here + 12)
            .or_else(|| objects().next_back()),
        ("PageUp", Some(here)) => objects()
            .rfind(|(place, _)| place + 12 <= here)
            .or_else(|| objects().next()),
        ("ArrowLeft", _) => {
            fold(app, |folded, kind| {
                folded.insert(kind);
            });
            return true;
        }
        ("ArrowRight", _) => {
            fold(app, |folded, kind| {
                folded.remove(&kind);
            });
            return true;
        }
        ("Enter", _) => {
            crate::view::focus("schema-detail");
            return true;
        }
        ("Escape", _) if app.schema.key.with_untracked(Option::is_some) => {
            app.look_at(None);
            return true;
        }
        _ => return false,
    };
    go(app, &rows, to.map(|(place, _)| place));
    true
}
