use leptos::prelude::*;

use super::conflicts::Conflicts;
use super::declared::Declared;
use super::graph::Graph;
use super::plan::Plan;
use super::problems::Problems;
use super::revision::Revision;
use super::schema::Schema;
use super::views::{pane_id, tab_id};
use crate::component::{Icon, Splitter, icon, stored_split};
use crate::state::{App, View};

/// A project that is open: the graph, and beside it what is looked at.
#[component]
pub fn Workspace() -> impl IntoView {
    let app = App::expect();
    let width = RwSignal::new(stored_split());
    let pane = move || match app.view.get() {
        View::Graph => ().into_any(),
        View::Revision => view! { <Revision /> }.into_any(),
        View::Plan => view! { <Plan /> }.into_any(),
        View::Problems => view! { <Problems /> }.into_any(),
        View::Schema => view! { <Schema /> }.into_any(),
        View::Conflicts => view! { <Conflicts /> }.into_any(),
        View::Declared => view! { <Declared /> }.into_any(),
    };
    let is_split = move || app.view.get() != View::Graph;
    view! {
        <main
            id="main"
            class="workspace"
            tabindex="-1"
            data-view=move || app.view.get().name()
            class:split=is_split
            style=move || format!("--split:{}%", width.get())
        >
            <Graph />
            <Show when=is_split>
                <Splitter width=width controls="graph" />
            </Show>
            <Show when=is_split>
                <section
                    class="pane detail"
                    role="tabpanel"
                    id=move || pane_id(app.view.get())
                    aria-labelledby=move || tab_id(app.view.get())
                >
                    <button
                        class="button quiet square pane-close"
                        type="button"
                        id="close-pane"
                        aria-label="Close this pane"
                        title="Close this pane (Esc)"
                        on:click=move |_| {
                            app.show(View::Graph);
                            super::focus("graph-grid");
                        }
                    >
                        {icon(Icon::Close)}
                    </button>
                    {pane}
                </section>
            </Show>
        </main>
    }
}
