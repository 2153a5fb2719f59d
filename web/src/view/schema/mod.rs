//! The schema at the selected revision: what there is, what the revision changed, and one object
//! with everything that it has.

mod changes;
mod columns;
mod head;
mod list;
mod list_row;
mod object;
mod parts;
mod piece;
mod search;
mod uncertain;

use leptos::prelude::*;

use self::changes::Changes;
use self::head::Head;
use self::list::List;
use self::object::Object;
use self::search::Search;
use self::uncertain::Uncertain;
use crate::component::{Empty, Icon, Prose};
use crate::state::{App, SchemaOutcome, View};

/// What the pane shows. It changes seldom, so that nothing moves when the schema does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    Loading,
    TooMuch,
    Refused,
    Nothing,
    Schema,
}

/// The schema's pane.
#[component]
pub fn Schema() -> impl IntoView {
    let app = App::expect();
    let schema = app.schema;
    let body = Memo::new(move |_| {
        if app.is_too_much_to_replay() {
            return Body::TooMuch;
        }
        schema.outcome.with(|outcome| match outcome {
            SchemaOutcome::None => Body::Loading,
            SchemaOutcome::Refused(_) => Body::Refused,
            SchemaOutcome::Schema(view) if view.objects.is_empty() => Body::Nothing,
            SchemaOutcome::Schema(_) => Body::Schema,
        })
    });
    let content = move || match body.get() {
        Body::Loading => view! { <Loading /> }.into_any(),
        Body::TooMuch => view! { <TooMuch /> }.into_any(),
        Body::Refused => view! { <Refused /> }.into_any(),
        Body::Nothing => view! { <Nothing /> }.into_any(),
        Body::Schema => view! { <Shown /> }.into_any(),
    };
    view! {
        <div class="schema" aria-busy=move || schema.newest.is_busy.get().to_string()>
            <Head />
            <Uncertain />
            {content}
        </div>
    }
}

/// The list, and beside it what is looked at.
#[component]
fn Shown() -> impl IntoView {
    let app = App::expect();
    let schema = app.schema;
    let is_object = Memo::new(move |_| schema.key.with(Option::is_some));
    // Where both do not fit beside each other, one is shown.
    let shows = move || match (is_object.get(), schema.shows_changes.get()) {
        (true, _) => "object",
        (false, true) => "changes",
        (false, false) => "list",
    };
    view! {
        <Search />
        <div class="schema-split" data-shows=shows>
            <List />
            <div class="schema-detail" id="schema-detail" tabindex="-1">
                {move || {
                    if is_object.get() {
                        view! { <Object /> }.into_any()
                    } else {
                        view! { <Changes /> }.into_any()
                    }
                }}
            </div>
        </div>
    }
}

#[component]
fn Loading() -> impl IntoView {
    view! {
        <div class="schema-loading" id="schema-loading">
            <p class="quiet">"Working out what the scripts make…"</p>
            <div class="schema-skeleton" aria-hidden="true">
                {(0..6).map(|_| view! { <span></span> }).collect_view()}
            </div>
        </div>
    }
}

#[component]
fn TooMuch() -> impl IntoView {
    let app = App::expect();
    view! {
        <Empty id="schema-too-much" icon=Icon::Information title="The scripts are very large">
            <p class="quiet">
                "Reading what all of them do may take this page minutes. "
                <code>"limbeck schema"</code> " does it faster."
            </p>
            <div class="empty-actions">
                <button
                    class="button"
                    type="button"
                    id="schema-anyway"
                    on:click=move |_| app.schema.is_forced.set(true)
                >
                    "Work it out here"
                </button>
            </div>
        </Empty>
    }
}

#[component]
fn Refused() -> impl IntoView {
    let app = App::expect();
    let message = move || {
        app.schema.outcome.with(|outcome| match outcome {
            SchemaOutcome::Refused(error) => error.to_string(),
            _ => String::new(),
        })
    };
    view! {
        <Empty id="schema-refused" icon=Icon::Warning title="There is no schema to show">
            <p class="quiet">{move || view! { <Prose text=message() /> }}</p>
            <div class="empty-actions">
                <button
                    class="button primary"
                    type="button"
                    id="schema-to-problems"
                    on:click=move |_| app.show(View::Problems)
                >
                    "See the problems"
                </button>
            </div>
        </Empty>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <Empty id="schema-empty" icon=Icon::Schema title="Nothing is here yet">
            <p class="quiet">
                "Up to this revision no statement makes a table, a view or anything else. Step on to "
                "see what comes."
            </p>
        </Empty>
    }
}
