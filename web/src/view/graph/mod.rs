//! The graph: a row for each revision, with the lanes drawn over them.

mod chips;
mod keys;
mod lanes;
mod row;
mod summary;

use std::sync::Arc;

use leptos::prelude::*;

use super::notice::{counted, grouped};
use crate::component::{Empty, Icon, Viewport};
use crate::state::geometry::{HEAD_HEIGHT, LaneColumn, RowShape};
use crate::state::{App, Project, View, page_width};
use lanes::LaneDrawing;
use row::GraphRow;
use summary::Summary;

/// The widest and the narrowest that the column of ids gets, in characters.
const ID_CHARACTERS: (usize, usize) = (4, 16);

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
    let app = App::expect();
    let (errors, _) = project.problem_counts();
    let has_errors = errors > 0;
    let files = counted(project.overview.files as usize, "file was", "files were");
    view! {
        <Empty
            id="graph-empty"
            icon=if has_errors { Icon::Warning } else { Icon::Graph }
            title="There is no revision to draw"
        >
            {if has_errors {
                view! {
                    <p class="quiet">{format!("{files} read, and none declares a revision.")}</p>
                    <div class="empty-actions">
                        <button
                            class="button"
                            type="button"
                            on:click=move |_| app.show(View::Problems)
                        >
                            "Show what is missing"
                        </button>
                    </div>
                }
                    .into_any()
            } else {
                view! {
                    <p class="quiet">
                        "The folder has no scripts yet. " <code>"limbeck revision -m \"…\""</code>
                        " writes the first one."
                    </p>
                }
                    .into_any()
            }}
        </Empty>
    }
}

#[component]
fn Grid(project: Arc<Project>) -> impl IntoView {
    let app = App::expect();
    let viewport = Viewport::with_head(RowShape::default().height(), HEAD_HEIGHT);
    let count = project.overview.rows.len();
    // The graph changes its width whenever the page does.
    let shape = Memo::new(move |_| RowShape::in_width(viewport.width(), page_width()));
    Effect::new(move |_| viewport.set_row_height(shape.get().height()));
    let window = Memo::new(move |_| viewport.window(count));
    let lanes_of = Arc::clone(&project);
    let column = Memo::new(move |_| {
        let seen = viewport.seen(count);
        // The edges of the row above come into the first one.
        let rows = seen.start.saturating_sub(1)..seen.end;
        LaneColumn::new(lanes_of.lanes_in(rows), shape.get(), viewport.width())
    });
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
    let (narrowest, widest) = ID_CHARACTERS;
    let fixed = format!(
        "--step-digits:{};--id-digits:{}",
        grouped(count).len(),
        project.longest_id.clamp(narrowest, widest)
    );
    let style = move || format!("--graph-width:{}px;{fixed}", column.get().width);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a project has fewer than 2^52 revisions"
    )]
    let height = move || format!("height:{}px", count as f64 * shape.get().height());
    let is_planned = move || app.steps.with(|steps| !steps.is_empty());
    let is_dated = project.is_dated;
    let columns = 5 + usize::from(is_dated);
    let (for_rows, for_lanes) = (Arc::clone(&project), Arc::clone(&project));
    let folder = project.folder.clone();
    view! {
        <Summary project=project />
        <div
            class="grid grid-scroll"
            id="graph-grid"
            node_ref=viewport.node
            on:scroll=move |_| viewport.scrolled()
            role="grid"
            tabindex="0"
            aria-label="Revisions, newest first"
            aria-rowcount=(count + 1).to_string()
            aria-colcount=columns.to_string()
            aria-activedescendant=move || app.selected.get().map(row::row_id)
            aria-describedby="graph-help"
            data-rows=move || shape.get().name()
            style=style
            class:planned=is_planned
            class:dated=is_dated
            on:keydown=move |event| keys::pressed(app, &event, count, viewport.page())
        >
            <div class="grid-head" role="row" aria-rowindex="1">
                <span class="cell-graph" role="columnheader">
                    <span class="spoken">"Graph"</span>
                </span>
                <span class="cell-step" role="columnheader">
                    <span class="spoken">"Step of the plan"</span>
                </span>
                <span class="cell-message" role="columnheader">
                    "Revision"
                </span>
                <span class="cell-id" role="columnheader">
                    "Id"
                </span>
                {is_dated
                    .then(|| {
                        view! {
                            <span class="cell-created" role="columnheader">
                                "Created"
                            </span>
                        }
                    })}
                <span class="cell-path" role="columnheader">
                    "File"
                    {(!folder.is_empty())
                        .then(|| view! { <span class="quiet">{format!(" in {folder}")}</span> })}
                </span>
            </div>
            <div class="grid-rows" role="rowgroup" style=height>
                <For
                    each=rows
                    key=|row| *row
                    children=move |row| {
                        view! { <GraphRow project=Arc::clone(&for_rows) row=row shape=shape /> }
                    }
                />
                <LaneDrawing project=for_lanes window=window column=column />
            </div>
        </div>
        <p class="spoken" id="graph-help">
            "Arrow keys move between revisions, Enter opens one, question mark lists all shortcuts."
        </p>
    }
}
