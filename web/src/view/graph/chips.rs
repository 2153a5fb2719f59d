use leptos::prelude::*;

use super::super::compare::SideChip;
use super::row::Marked;
use crate::component::{Icon, icon};
use crate::state::App;
use crate::state::search::names_label;
use crate::worker::RevisionRow;

/// What is special about a revision, in words.
#[component]
pub fn Chips(
    /// The revision.
    revision: RevisionRow,
    /// Its row.
    row: usize,
    /// Whether the search found it.
    is_found: Memo<bool>,
) -> impl IntoView {
    let app = App::expect();
    let is_current = Memo::new(move |_| app.places.with(|it| it.current.contains(&row)));
    let is_start = Memo::new(move |_| app.places.with(|it| it.start.contains(&row)));
    let is_faulty = Memo::new(move |_| app.faulty.with(|rows| rows.contains(&row)));
    let labels = revision.labels.clone().into_iter().map(move |label| {
        view! {
            <span class="chip label" title="Branch label">
                <Marked text=label is_found=is_found />
            </span>
        }
    });
    let inherited: Vec<String> = revision
        .branches
        .iter()
        .filter(|label| !revision.labels.contains(label))
        .cloned()
        .collect();
    view! {
        <span class="chips">
            <SideChip row=row />
            {move || {
                is_current
                    .get()
                    .then(|| {
                        view! {
                            <span class="chip current" title="The database is here">
                                "current"
                            </span>
                        }
                    })
            }}
            {move || {
                is_start
                    .get()
                    .then(|| {
                        view! {
                            <span class="chip start" title="The plan starts here">
                                "start"
                            </span>
                        }
                    })
            }} {revision.is_head.then(|| view! { <span class="chip head">"head"</span> })}
            {move || {
                is_faulty
                    .get()
                    .then(|| {
                        view! {
                            <span class="chip faulty" title="Its script has errors">
                                {icon(Icon::Error)}
                                "error"
                            </span>
                        }
                    })
            }} {labels.collect_view()}
            <FoundLabels labels=inherited is_found=is_found />
            {revision.is_base.then(|| view! { <span class="chip base">"base"</span> })}
            {(!revision.is_reversible)
                .then(|| {
                    view! {
                        <span class="chip one-way" title="There is no way back from it">
                            "one way"
                        </span>
                    }
                })}
        </span>
    }
}

/// The labels of the branches that a revision is on, where the search found it by them.
#[component]
fn FoundLabels(labels: Vec<String>, is_found: Memo<bool>) -> impl IntoView {
    let app = App::expect();
    move || {
        if !is_found.get() {
            return Vec::new();
        }
        let found = labels
            .iter()
            .filter(|label| app.query.with(|query| names_label(query, label)));
        found
            .cloned()
            .map(|label| {
                view! {
                    <span class="chip label" title="It is on the branch with this label">
                        <Marked text=label is_found=is_found />
                    </span>
                }
            })
            .collect::<Vec<_>>()
    }
}
