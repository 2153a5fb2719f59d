use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use limbeck_planner::document::{DiagnosticDocument, LocationDocument};

use crate::component::{CodeView, Mark};
use crate::state::App;
use crate::worker::{Answer, Code, Question};

/// So many further places are listed.
const LISTED: usize = 200;

/// So many of them have an excerpt.
const WITH_EXCERPT: usize = 8;

/// Where a diagnostic points: its own place, then the others, with the lines around them.
#[component]
pub fn Places(
    /// What is told.
    diagnostic: DiagnosticDocument,
) -> impl IntoView {
    let place = diagnostic.location.map(|location| {
        let shown = location.clone();
        view! {
            <div class="place-with-excerpt">
                <PlaceLink location=location />
                <Excerpt location=shown />
            </div>
        }
    });
    let related = diagnostic
        .related
        .into_iter()
        .take(LISTED)
        .enumerate()
        .map(|(index, related)| {
            let excerpt = (index < WITH_EXCERPT).then(|| {
                let location = related.location.clone();
                view! { <Excerpt location=location /> }
            });
            view! {
                <div class="place-with-excerpt">
                    <p class="related">
                        <PlaceLink location=related.location />
                        <span class="quiet">{related.message}</span>
                    </p>
                    {excerpt}
                </div>
            }
        })
        .collect_view();
    view! {
        {place}
        {related}
    }
}

/// A file and line, which leads to the revision of the file if it has one.
#[component]
fn PlaceLink(location: LocationDocument) -> impl IntoView {
    let app = App::expect();
    let words = format!("{}:{}:{}", location.path, location.line, location.column);
    let row = app
        .project
        .with_untracked(|it| it.as_ref()?.row_at(&location.path));
    let line = u32::try_from(location.line).ok();
    match row {
        Some(row) => view! {
            <button
                class="place-link"
                type="button"
                data-path=location.path
                on:click=move |_| {
                    app.visit(row);
                    app.line.set(line);
                }
            >
                {words}
            </button>
        }
        .into_any(),
        None => {
            view! { <span class="place-link" data-path=location.path>{words}</span> }.into_any()
        }
    }
}

#[component]
fn Excerpt(location: LocationDocument) -> impl IntoView {
    let app = App::expect();
    let code = RwSignal::new(None::<Arc<Code>>);
    let question = Question::Excerpt(location.clone());
    spawn_local(async move {
        if let Answer::Excerpt(Some(excerpt)) = app.client().ask(question).await {
            // The pane may be closed by now.
            let _ = code.try_set(Some(Arc::new(excerpt.unpack())));
        }
    });
    let number = u32::try_from(location.line).unwrap_or(0);
    move || {
        let code = code.get().filter(|code| !code.lines.is_empty())?;
        let mark = Mark {
            first: number,
            last: number,
            class: "problem-line",
            title: String::new(),
        };
        let label = format!("{} near line {number}", location.path);
        Some(view! {
            <div class="excerpt">
                <CodeView code=code id=None label=label marks=vec![mark] />
            </div>
        })
    }
}
