use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::plan::TransactionMode;
use limbeck_planner::sql::Dialect;

use crate::state::{App, Outcome};
use crate::worker::{Field, Named};

/// What a dialect is called.
pub const fn dialect_title(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgresql => "PostgreSQL",
        Dialect::Mysql => "MySQL / MariaDB",
        Dialect::Sqlite => "SQLite",
    }
}

const fn transaction_title(mode: TransactionMode) -> &'static str {
    match mode {
        TransactionMode::Step => "One per step",
        TransactionMode::All => "One for all",
        TransactionMode::None => "None",
    }
}

/// The choices that a plan follows from.
#[component]
pub fn Form() -> impl IntoView {
    let app = App::expect();
    let several_heads = move || {
        app.project
            .with(|it| it.as_ref().is_some_and(|it| it.overview.heads.len() > 1))
    };
    let head = move || if several_heads() { "heads" } else { "head" };
    let has_database = app
        .project
        .with_untracked(|it| it.as_ref().is_some_and(|it| it.database().is_some()));
    view! {
        <form class="plan-form" on:submit=|event| event.prevent_default()>
            <Place field=Field::Current id="current" label="From" value=app.current>
                {has_database.then(|| view! { <FromDatabase /> })}
                <Quick id="current" name=Signal::derive(|| "base") value=app.current />
                {(!has_database)
                    .then(|| {
                        view! { <Quick id="current" name=Signal::derive(head) value=app.current /> }
                    })}
            </Place>
            <Place field=Field::Target id="target" label="To" value=app.target>
                <Quick id="target" name=Signal::derive(head) value=app.target />
                <Quick id="target" name=Signal::derive(|| "base") value=app.target />
            </Place>
            <Choice
                id="dialect"
                label="Dialect"
                options=&Dialect::ALL
                title=dialect_title
                value=app.dialect
            />
            <Choice
                id="transaction"
                label="Transactions"
                options=&TransactionMode::ALL
                title=transaction_title
                value=app.transaction
            />
        </form>
    }
}

/// Sets a field, as a place to come back to.
fn set(value: RwSignal<String>, to: &str) {
    let app = App::expect();
    app.mark_place();
    app.undo.set(None);
    value.set(to.to_owned());
}

/// A field for a place in the history, with buttons for what is meant most.
#[component]
fn Place(
    field: Field,
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    children: Children,
) -> impl IntoView {
    let app = App::expect();
    let is_refused = move || {
        app.planning.outcome.with(|outcome| match outcome {
            Outcome::Refused(refusal) => refusal.field == Some(field),
            _ => false,
        })
    };
    let selected = move || app.selected_id();
    view! {
        <div class="field place-field">
            <label for=id>{label}</label>
            <div class="quick" role="group" aria-label=format!("{label}: shortcuts")>
                {children()}
                <button
                    class="button small"
                    type="button"
                    data-set=format!("{id}:selection")
                    disabled=move || selected().is_none()
                    aria-pressed=move || (selected().as_ref() == Some(&value.get())).to_string()
                    title="The revision that is selected in the graph"
                    on:click=move |_| {
                        if let Some(id) = untrack(selected) {
                            set(value, &id);
                        }
                    }
                >
                    "selection"
                </button>
            </div>
            <input
                type="text"
                id=id
                class="mono"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-invalid=move || is_refused().to_string()
                aria-describedby=move || is_refused().then(|| format!("{id}-error"))
                prop:value=move || value.get()
                on:input=move |event| {
                    app.undo.set(None);
                    value.set(event_target_value(&event));
                }
            />
        </div>
    }
}

/// A button that puts a name into a field.
#[component]
fn Quick(id: &'static str, name: Signal<&'static str>, value: RwSignal<String>) -> impl IntoView {
    view! {
        <button
            class="button small"
            type="button"
            data-set=move || format!("{id}:{}", name.get())
            aria-pressed=move || (value.get() == name.get()).to_string()
            on:click=move |_| set(value, name.get_untracked())
        >
            {move || name.get()}
        </button>
    }
}

/// A button that has the plan start where the database is, wherever that will be.
#[component]
fn FromDatabase() -> impl IntoView {
    let app = App::expect();
    let go = move |_| {
        let place = app
            .project
            .with_untracked(|it| it.as_ref().map(|it| it.first_current()));
        if let Some(place) = place {
            set(app.current, &place);
        }
    };
    view! {
        <button
            class="button small"
            type="button"
            data-set="current:database"
            aria-pressed=move || app.is_following_database().to_string()
            title="Where the database is. The plan follows it when it moves"
            on:click=go
        >
            "database"
        </button>
    }
}

#[component]
fn Choice<T>(
    id: &'static str,
    label: &'static str,
    options: &'static [T],
    title: fn(T) -> &'static str,
    value: RwSignal<T>,
) -> impl IntoView
where
    T: Named + PartialEq + Send + Sync + 'static,
{
    let app = App::expect();
    view! {
        <div class="field choice-field">
            <label for=id>{label}</label>
            <select
                id=id
                prop:value=move || value.get().name()
                on:change=move |event| {
                    if let Some(chosen) = T::named(&event_target_value(&event)) {
                        app.mark_place();
                        app.misread.set(Arc::default());
                        value.set(chosen);
                    }
                }
            >
                {options
                    .iter()
                    .map(|&option| {
                        view! {
                            <option value=option.name() selected=move || value.get() == option>
                                {title(option)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}
