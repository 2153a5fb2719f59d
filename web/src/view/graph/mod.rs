//! The graph: a row for each revision, with the lanes drawn over them.

mod keys;
mod lanes;
mod row;

use std::sync::Arc;

use leptos::prelude::*;

use super::notice::counted;
use crate::component::Viewport;
use crate::state::geometry::{HEAD_HEIGHT, Lanes, ROW_HEIGHT};
use crate::state::{App, Project};
use lanes::LaneDrawing;
use row::GraphRow;

/// The graph's pane.
#[component]
pub fn Graph() -> impl IntoView {
    let app = App::expect();
    view! {
        <section class="pane graph" id="graph" aria-label="Graph">
            {move || {
                app.project
                    .get()
                    .map(|project| {
                        if project.overview.rows.is_empty() {
                            view! { <NothingToDraw project=project /> }.into_any()
                        } else {
                            view! { <Grid project=project /> }.into_any()
                        }
                    })
            }}
        </section>
    }
}

/// What stands in the place of a graph that has no revision.
#[component]
fn NothingToDraw(project: Arc<Project>) -> impl IntoView {
    let (errors, _) = project.problem_counts();
    let files = counted(project.overview.files as usize, "file", "files");
    view! {
        <div class="empty" id="graph-empty">
            <p class="empty-title">"There is no revision to draw"</p>
            <p class="quiet">
                {if errors > 0 {
                    format!("{files} were read, and none declares a revision. Problems says what is missing.")
                } else {
                    "The folder has no scripts yet. limbeck revision -m \"…\" writes the first one."
                        .to_owned()
                }}
            </p>
        </div>
    }
}

/// What the rows share.
#[derive(Debug, Clone)]
struct Drawn {
    project: Arc<Project>,
    lanes: Lanes,
}

#[component]
fn Grid(project: Arc<Project>) -> impl IntoView {
    let app = App::expect();
    let viewport = Viewport::with_head(ROW_HEIGHT, HEAD_HEIGHT);
    let count = project.overview.rows.len();
    let drawn = Drawn {
        lanes: Lanes::new(project.overview.width),
        project,
    };
    let window = Memo::new(move |_| viewport.window(count));
    // The active row exists even where it is not seen, since the grid points to it.
    let rows = move || {
        let window = window.get();
        let active = app
            .selected
            .get()
            .filter(|row| !window.contains(row) && *row < count);
        window.chain(active).collect::<Vec<_>>()
    };
    Effect::new(move |_| {
        if viewport.node.get().is_some()
            && let Some(row) = app.selected.get()
        {
            viewport.reveal(row);
        }
    });
    Effect::new(move |_| {
        if let Some(grid) = viewport.node.get()
            && document()
                .active_element()
                .is_none_or(|it| it.tag_name() == "BODY")
        {
            // What opened the project is gone, and the keys should go on working.
            let _ = grid.focus();
        }
    });
    #[expect(
        clippy::cast_precision_loss,
        reason = "a project has fewer than 2^52 revisions"
    )]
    let height = format!("height:{}px", count as f64 * ROW_HEIGHT);
    let style = format!("--graph-width:{}px", drawn.lanes.width());
    let (for_rows, for_lanes) = (drawn.clone(), drawn.clone());
    let is_planned = move || app.steps.with(|steps| !steps.is_empty());
    view! {
        <Summary project=drawn.project />
        <div
            class="grid grid-scroll"
            id="graph-grid"
            node_ref=viewport.node
            on:scroll=move |_| viewport.scrolled()
            role="grid"
            tabindex="0"
            aria-label="Revisions, newest first"
            aria-rowcount=(count + 1).to_string()
            aria-colcount="5"
            aria-activedescendant=move || app.selected.get().map(row::row_id)
            aria-describedby="graph-help"
            style=style
            class:planned=is_planned
            on:keydown=move |event| keys::pressed(app, &event, count, viewport.page())
        >
                <div class="grid-head" role="row" aria-rowindex="1">
                    <span class="cell-graph" role="columnheader">"Graph"</span>
                    <span class="cell-message" role="columnheader">"Revision"</span>
                    <span class="cell-id" role="columnheader">"Id"</span>
                    <span class="cell-created" role="columnheader">"Created"</span>
                    <span class="cell-path" role="columnheader">"File"</span>
                </div>
                <div class="grid-rows" role="rowgroup" style=height>
                    <For
                        each=rows
                        key=|row| *row
                        children=move |row| view! { <GraphRow drawn=for_rows.clone() row=row /> }
                    />
                    <LaneDrawing drawn=for_lanes window=window />
                </div>
        </div>
        <p class="spoken" id="graph-help">
            "Arrow keys move between revisions, Enter opens one, question mark lists all shortcuts."
        </p>
    }
}

/// How much there is, and ways to the places that are looked for most.
#[component]
fn Summary(project: Arc<Project>) -> impl IntoView {
    let app = App::expect();
    let overview = &project.overview;
    let rows_where = |wanted: fn(&crate::worker::RevisionRow) -> bool| -> Vec<usize> {
        let rows = overview.rows.iter().enumerate();
        rows.filter(|(_, row)| wanted(row))
            .map(|(row, _)| row)
            .collect()
    };
    let heads = rows_where(|row| row.is_head);
    let bases = rows_where(|row| row.is_base);
    let several_heads = heads.len() > 1;
    let words = [
        counted(overview.rows.len(), "revision", "revisions"),
        counted(heads.len(), "head", "heads"),
    ];
    let [revisions, head_words] = words;
    let current = app.current_rows;
    view! {
        <div class="summary">
            <p class="summary-words numbers" id="summary">
                <span>{revisions}</span>
                <span class:attention=several_heads>{head_words}</span>
            </p>
            <div class="summary-jumps" role="group" aria-label="Go to">
                <Jump label="Head" id="go-head" rows=Signal::derive(move || heads.clone()) />
                <Jump
                    label="Current"
                    id="go-current"
                    rows=Signal::derive(move || current.get().to_vec())
                />
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
            super::focus("graph-grid");
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
