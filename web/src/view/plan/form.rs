use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::plan::TransactionMode;
use limbeck_planner::sql::Dialect;

use crate::component::{Icon, icon};
use crate::state::{App, Outcome};
use crate::worker::{Field, Named};

const fn dialect_title(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgresql => "PostgreSQL",
        Dialect::Mysql => "MySQL / MariaDB",
        Dialect::Sqlite => "SQLite",
    }
}

const fn transaction_title(mode: TransactionMode) -> &'static str {
    match mode {
        TransactionMode::Step => "One for each step",
        TransactionMode::All => "One for all steps",
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
    view! {
        <form class="plan-form" on:submit=|event| event.prevent_default()>
            <Place
                field=Field::Current
                id="current"
                label="Database is at"
                value=app.current
                first=Signal::derive(|| "base")
                second=Signal::derive(head)
            />
            <Place
                field=Field::Target
                id="target"
                label="Take it to"
                value=app.target
                first=Signal::derive(head)
                second=Signal::derive(|| "base")
            />
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
        <Misread />
        <Served />
    }
}

/// A field for a place in the history, with buttons for what is meant most.
#[component]
fn Place(
    field: Field,
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    first: Signal<&'static str>,
    second: Signal<&'static str>,
) -> impl IntoView {
    let app = App::expect();
    let is_refused = move || {
        app.planning.outcome.with(|outcome| match outcome {
            Outcome::Refused(refusal) => refusal.field == Some(field),
            _ => false,
        })
    };
    let set = move |to: &str| {
        app.mark_place();
        value.set(to.to_owned());
    };
    let selected = move || app.selected_id();
    let button = move |name: Signal<&'static str>| {
        view! {
            <button
                class="button small"
                type="button"
                data-set=move || format!("{id}:{}", name.get())
                aria-pressed=move || (value.get() == name.get()).to_string()
                on:click=move |_| set(name.get_untracked())
            >
                {move || name.get()}
            </button>
        }
    };
    view! {
        <div class="field place-field">
            <div class="field-head">
                <label for=id>{label}</label>
                <div class="quick" role="group" aria-label=format!("{label}: shortcuts")>
                    {button(first)} {button(second)}
                    <button
                        class="button small"
                        type="button"
                        data-set=format!("{id}:selection")
                        disabled=move || selected().is_none()
                        aria-pressed=move || (selected().as_ref() == Some(&value.get())).to_string()
                        title="The revision that is selected in the graph"
                        on:click=move |_| {
                            if let Some(id) = untrack(selected) {
                                set(&id);
                            }
                        }
                    >
                        "selection"
                    </button>
                </div>
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
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
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

/// What the address asks for and there is not.
#[component]
fn Misread() -> impl IntoView {
    let app = App::expect();
    move || {
        let misread = app.misread.get();
        (!misread.is_empty()).then(|| {
            let words: Vec<_> = misread
                .iter()
                .map(|it| format!("the {} “{}”", it.field, it.value))
                .collect();
            view! {
                <p class="banner error" id="misread" role="alert">
                    {icon(Icon::Error)}
                    <span>
                        {format!(
                            "The link asks for {}, which there is not. The plan is for what is \
                             chosen above.",
                            words.join(" and "),
                        )}
                    </span>
                </p>
            }
        })
    }
}

/// What `limbeck serve` could not tell of the database.
#[component]
fn Served() -> impl IntoView {
    let app = App::expect();
    move || {
        let error = app
            .project
            .with(|it| it.as_ref()?.served.as_ref()?.current_error.clone())?;
        Some(view! {
            <p class="banner" id="current-error-served">
                {icon(Icon::Warning)}
                <span>{format!("Where the database is, could not be read: {error}")}</span>
            </p>
        })
    }
}
