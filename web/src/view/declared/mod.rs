//! A new revision: the schema that somebody declares, and the script that leads to it.

mod deliver;
mod differences;
mod editor;
mod faults;
mod form;
mod notes;
mod outcome;
mod renames;
mod schema_head;
mod script;
mod uncertain;

use leptos::prelude::*;

use crate::component::{Empty, Icon, Prose};
use crate::state::{App, View};
use editor::Editor;
use faults::Faults;
use form::Form;
use outcome::Outcome;
use schema_head::SchemaHead;

/// A place in the declared schema to go to: a file, a line and a column.
type Place = (String, u32, u32);

/// The pane of a new revision.
#[component]
pub fn Declared() -> impl IntoView {
    let app = App::expect();
    let refusal = Memo::new(move |_| {
        let refusal = app.declaring.refusal.get();
        refusal.map(|refusal| refusal.message.clone())
    });
    let body = move || match refusal.get() {
        Some(message) => view! { <NoHistory message=message /> }.into_any(),
        None => view! { <Body /> }.into_any(),
    };
    view! {
        <div class="declared" aria-busy=move || app.declaring.newest.is_busy.get().to_string()>
            <h2 class="spoken">"New revision"</h2>
            {body}
        </div>
    }
}

#[component]
fn Body() -> impl IntoView {
    let place = RwSignal::new(None::<Place>);
    view! {
        <Form />
        <div class="declared-body">
            <section class="declared-schema" aria-labelledby="declared-title">
                <SchemaHead />
                <Editor place=place />
                <Faults place=place />
            </section>
            <section class="declared-outcome" aria-labelledby="generated-title">
                <Outcome />
            </section>
        </div>
    }
}

/// In the place of everything where the history is not sound.
#[component]
fn NoHistory(message: String) -> impl IntoView {
    let app = App::expect();
    view! {
        <Empty id="declared-refused" icon=Icon::Error title="No revision can be generated">
            <p class="quiet">
                <Prose text=message />
                " A new revision begins where the history ends."
            </p>
            <div class="empty-actions">
                <button class="button" type="button" on:click=move |_| app.show(View::Problems)>
                    "Show the problems"
                </button>
            </div>
        </Empty>
    }
}
