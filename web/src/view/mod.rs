//! What is seen: one module a view, and the frame around them.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties"
)]

mod compare;
mod conflicts;
mod declared;
mod drop_zone;
mod graph;
mod header;
mod notice;
mod plan;
mod problems;
mod revision;
mod schema;
mod search;
mod shortcuts;
mod start;
mod toasts;
mod views;
mod workspace;

use gloo::events::EventListenerOptions;
use leptos::prelude::*;

use crate::state::{App, Client, Stage, follow_address, follow_disk, write_address};
use compare::CompareBar;
use drop_zone::DropZone;
use header::Header;
use notice::{Crashed, Loading};
use shortcuts::{Shortcuts, follow_keys};
use start::Start;
use toasts::Toasts;
use workspace::Workspace;

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let app = App::new(Client::start("./worker_loader.js"));
    provide_context(app);
    app.follow_choices();
    app.follow_query();
    app.follow_dialect();
    app.follow_schema();
    app.follow_conflicts();
    app.follow_declared();
    write_address(app);
    follow_address(app);
    follow_disk(app);
    follow_keys(app, EventListenerOptions::enable_prevent_default());
    Effect::new(move |_| app.theme.get().apply());
    Effect::new(move |_| {
        let name = app
            .project
            .with(|it| it.as_ref().map(|it| it.overview.name.clone()));
        document().set_title(&name.map_or("Limbeck".to_owned(), |it| format!("{it} · Limbeck")));
    });
    app.open_first();
    // Progress changes the stage often, and what is shown only with its kind.
    let shown = Memo::new(move |_| {
        app.stage.with(|stage| match stage {
            Stage::Loading(_) => Stage::Loading(crate::state::Loading::default()),
            other => other.clone(),
        })
    });
    let stage = move || match shown.get() {
        Stage::Start(error) => view! { <Start error=error /> }.into_any(),
        Stage::Loading(_) => view! { <Loading /> }.into_any(),
        Stage::Open => view! {
            <div class="open">
                <CompareBar />
                <Workspace />
            </div>
        }
        .into_any(),
        Stage::Crashed(reason) => view! { <Crashed reason=reason /> }.into_any(),
    };
    view! {
        <DropZone>
            <a class="skip-link" href="#main" on:click=skip_to_main>
                "Skip to the content"
            </a>
            <Header />
            {stage}
            <Toasts />
            <p class="spoken" role="status" aria-live="polite" id="announcement">
                {move || app.announcement.get()}
            </p>
            <Shortcuts />
        </DropZone>
    }
}

/// Moves the focus without touching the address, which holds the state.
fn skip_to_main(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    focus("graph-grid").or_else(|| focus("main"));
}

/// Focuses the element with this id, if there is one.
pub(crate) fn focus(id: &str) -> Option<()> {
    use wasm_bindgen::JsCast;
    let element: web_sys::HtmlElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    element.focus().ok()
}
