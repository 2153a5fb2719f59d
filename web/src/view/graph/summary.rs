use std::sync::Arc;

use leptos::prelude::*;

use super::super::notice::counted;
use crate::state::{App, Project};
use crate::worker::RevisionRow;

/// How much there is, and ways to the places that are looked for most.
#[component]
pub fn Summary(project: Arc<Project>) -> impl IntoView {
    let app = App::expect();
    let overview = &project.overview;
    let rows_where = |wanted: fn(&RevisionRow) -> bool| -> Vec<usize> {
        let rows = overview.rows.iter().enumerate();
        rows.filter(|(_, row)| wanted(row))
            .map(|(row, _)| row)
            .collect()
    };
    let heads = rows_where(|row| row.is_head);
    let bases = rows_where(|row| row.is_base);
    let several_heads = heads.len() > 1;
    let revisions = counted(overview.rows.len(), "revision", "revisions");
    let head_words = counted(heads.len(), "head", "heads");
    let current = move || app.places.with(|it| it.current.clone());
    view! {
        <div class="summary">
            <p class="summary-words numbers" id="summary">
                <span>{revisions}</span>
                <span class:attention=several_heads>{head_words}</span>
            </p>
            <div class="summary-jumps" role="group" aria-label="Go to">
                <Jump label="Head" id="go-head" rows=Signal::derive(move || heads.clone()) />
                <Jump label="Current" id="go-current" rows=Signal::derive(current) />
                <Jump label="Base" id="go-base" rows=Signal::derive(move || bases.clone()) />
            </div>
        </div>
    }
}

/// A button that goes to one of several rows, and to the next when it is pressed again.
#[component]
fn Jump(label: &'static str, id: &'static str, rows: Signal<Vec<usize>>) -> impl IntoView {
    let app = App::expect();
    let go = move |_| {
        let rows = rows.get_untracked();
        let selected = app.selected.get_untracked();
        let here = selected.and_then(|selected| rows.iter().position(|&row| row == selected));
        let next = here.map_or(0, |here| (here + 1) % rows.len().max(1));
        if let Some(&row) = rows.get(next) {
            app.select(row);
            super::super::focus("graph-grid");
        }
    };
    view! {
        <button
            class="button quiet small"
            type="button"
            id=id
            disabled=move || rows.with(Vec::is_empty)
            on:click=go
        >
            {label}
        </button>
    }
}
