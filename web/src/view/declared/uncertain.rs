use leptos::prelude::*;

use crate::component::{Banner, Prose, Tone};
use crate::state::App;
use crate::worker::UncertainView;

/// The statements whose effect is not known: what they may have touched is left alone.
#[component]
pub fn Uncertain() -> impl IntoView {
    let declaring = App::expect().declaring;
    let causes = Memo::new(move |_| {
        let generated = declaring.generated.get();
        generated.map(|it| it.uncertain.clone()).unwrap_or_default()
    });
    move || {
        let causes = causes.get();
        (!causes.is_empty()).then(|| {
            let listed = causes
                .into_iter()
                .map(|cause| view! { <Cause cause=cause /> })
                .collect_view();
            view! {
                <Banner id="declared-uncertain" tone=Tone::Warning>
                    <p>"What these statements do is not known. What they may have touched is left alone."</p>
                    <ul class="declared-causes">{listed}</ul>
                </Banner>
            }
        })
    }
}

#[component]
fn Cause(cause: UncertainView) -> impl IntoView {
    let app = App::expect();
    let words = format!("{}:{}", cause.path, cause.line);
    let row = app
        .project
        .with_untracked(|it| it.as_ref()?.row_at(&cause.path));
    let line = cause.line;
    let place = match row {
        Some(row) => view! {
            <button
                class="place-link"
                type="button"
                data-path=cause.path
                on:click=move |_| {
                    app.visit(row);
                    app.line.set(Some(line));
                }
            >
                {words}
            </button>
        }
        .into_any(),
        None if cause.path.is_empty() => ().into_any(),
        None => view! { <span class="place-link">{words}</span> }.into_any(),
    };
    view! {
        <li>
            {place} " "
            <span class="quiet">
                <Prose text=cause.reason />
            </span>
        </li>
    }
}
