use leptos::prelude::*;

use super::piece::{FoundName, SignMark};
use crate::component::{Icon, icon};
use crate::state::App;
use crate::view::notice::grouped;
use crate::worker::{ObjectEntry, ObjectKind, Sign};

/// The id of the row in this place.
pub(super) fn row_id(place: usize) -> String {
    format!("schema-row-{place}")
}

fn top(place: usize) -> String {
    format!("top:{}px", place * 28)
}

/// The head of a group, which folds it.
#[component]
pub(super) fn GroupRow(
    place: usize,
    kind: ObjectKind,
    count: usize,
    is_folded: bool,
) -> impl IntoView {
    let app = App::expect();
    let fold = move |_| {
        app.schema.folded.update(|folded| {
            if !folded.remove(&kind) {
                folded.insert(kind);
            }
        });
    };
    view! {
        <div
            class="schema-group"
            id=row_id(place)
            role="treeitem"
            attr:aria-level="1"
            aria-expanded=(!is_folded).to_string()
            data-kind=kind.title()
            class:folded=is_folded
            style=top(place)
            on:click=fold
        >
            {icon(Icon::Chevron)}
            <span>{kind.title()}</span>
            <span class="quiet numbers">{grouped(count)}</span>
        </div>
    }
}

/// What is said beside a name: of a table the number of its columns.
#[component]
fn Note(note: String, kind: ObjectKind) -> impl IntoView {
    let (shown, said) = match note.split_once(' ') {
        Some((number, word)) if kind == ObjectKind::Table => (number, word),
        _ => (note.as_str(), ""),
    };
    view! {
        <span class="schema-note quiet numbers" title=note.clone()>
            {shown.to_owned()}
            <span class="spoken">{format!(" {said}")}</span>
        </span>
    }
}

/// An object in the list.
#[component]
pub(super) fn ObjectRow(
    place: usize,
    entry: ObjectEntry,
    member: Option<String>,
    number: usize,
    of: usize,
) -> impl IntoView {
    let app = App::expect();
    let key = StoredValue::new(entry.key.clone());
    let is_chosen = move || {
        app.schema
            .key
            .with(|chosen| key.with_value(|key| chosen.as_ref() == Some(key)))
    };
    let state = entry.sign.map_or("", Sign::word);
    let beside = match member {
        Some(member) => view! {
            <span class="schema-member"><FoundName text=member /></span>
        }
        .into_any(),
        None => view! { <Note note=entry.note kind=entry.kind /> }.into_any(),
    };
    view! {
        <div
            class=format!("schema-entry {state}")
            id=row_id(place)
            role="treeitem"
            attr:aria-level="2"
            aria-posinset=number.to_string()
            aria-setsize=of.to_string()
            aria-selected=move || is_chosen().to_string()
            data-object=entry.key
            style=top(place)
            on:click=move |_| app.look_at(Some(key.get_value()))
        >
            <SignMark sign=entry.sign />
            <span class="schema-name" title=entry.name.clone()>
                <FoundName text=entry.name.clone() sign=entry.sign />
            </span>
            {entry
                .is_uncertain
                .then(|| {
                    view! {
                        <span class="schema-doubt" title="Not known for certain">
                            <span aria-hidden="true">"?"</span>
                            <span class="spoken">"not known for certain"</span>
                        </span>
                    }
                })}
            {beside}
        </div>
    }
}
