use leptos::prelude::*;
use limbeck_planner::sql::Dialect;

use crate::component::{Icon, Prose, icon};
use crate::state::{App, SchemaOutcome, Step};
use crate::worker::Named;

const DIALECTS: [(Dialect, &str); 3] = [
    (Dialect::Postgresql, "PostgreSQL"),
    (Dialect::Mysql, "MySQL and MariaDB"),
    (Dialect::Sqlite, "SQLite"),
];

/// What the schema is of, the ways to the revisions around it, and what the revision changes.
#[component]
pub(super) fn Head() -> impl IntoView {
    let app = App::expect();
    view! {
        <div class="pane-head schema-head">
            <Title />
            <div class="schema-steps">
                <StepButton step=Step::Back />
                <StepButton step=Step::On />
                <label class="schema-dialect">
                    <span class="spoken">"Dialect"</span>
                    <select
                        id="schema-dialect"
                        prop:value=move || app.dialect.get().name()
                        on:change=move |event| {
                            if let Some(dialect) = Dialect::named(&event_target_value(&event)) {
                                app.dialect.set(dialect);
                            }
                        }
                    >
                        {DIALECTS
                            .into_iter()
                            .map(|(dialect, title)| {
                                view! {
                                    <option
                                        value=dialect.name()
                                        selected=move || app.dialect.get() == dialect
                                    >
                                        {title}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </label>
            </div>
            <Summary />
        </div>
    }
}

#[component]
fn Title() -> impl IntoView {
    let app = App::expect();
    let revision = move || {
        let row = app.selected.get()?;
        app.project.with(|project| {
            let row = project.as_ref()?.overview.rows.get(row)?;
            Some((row.id.clone(), row.message.clone()))
        })
    };
    let whole = move || revision().map(|(id, message)| format!("{message} ({id})"));
    let heads = move || {
        app.project
            .with(|project| project.as_ref().map_or(0, |it| it.overview.heads.len()))
    };
    view! {
        <h2 class="schema-title" id="schema-title" title=whole>
            {move || match revision() {
                Some((id, message)) => {
                    let message = if message.is_empty() { "(no message)".to_owned() } else { message };
                    view! {
                        <span class="spoken">"Schema after "</span>
                        <span class="schema-message">{message}</span>
                        <code class="schema-revision">{id}</code>
                    }
                        .into_any()
                }
                None if heads() > 1 => {
                    format!("Schema after all {} heads", heads()).into_any()
                }
                None => "Schema at the head".into_any(),
            }}
        </h2>
    }
}

/// A step to the parent or the child; where there are several, the first, with a way to the others.
#[component]
fn StepButton(step: Step) -> impl IntoView {
    let app = App::expect();
    let ways = Memo::new(move |_| app.steps_to(step));
    let (id, word, picture, key) = match step {
        Step::Back => ("schema-back", "Previous", Icon::Down, ","),
        Step::On => ("schema-on", "Next", Icon::Up, "."),
    };
    let named = move |row: usize| {
        app.project.with(|project| {
            let row = project.as_ref()?.overview.rows.get(row)?;
            Some(format!("{} {}", row.id, row.message))
        })
    };
    let title = move || {
        let first = ways.with(|ways| ways.first().copied()).and_then(named);
        first.map_or_else(
            || match step {
                Step::Back => "Nothing comes before it".to_owned(),
                Step::On => "Nothing follows it".to_owned(),
            },
            |first| format!("{word}: {first} ({key})"),
        )
    };
    let others = move || {
        let ways = ways.get();
        (ways.len() > 1).then(|| {
            let label = match step {
                Step::Back => "Previous revisions",
                Step::On => "Next revisions",
            };
            view! {
                <span class="schema-ways" title=label>
                    <span aria-hidden="true" class="numbers">{ways.len()}</span>
                    <select
                        id=format!("{id}-ways")
                        aria-label=label
                        on:change=move |event| {
                            if let Ok(row) = event_target_value(&event).parse() {
                                app.select(row);
                            }
                        }
                    >
                        <option value="" selected=true disabled=true>{label}</option>
                        {ways
                            .iter()
                            .map(|&row| {
                                view! { <option value=row.to_string()>{named(row)}</option> }
                            })
                            .collect_view()}
                    </select>
                </span>
            }
        })
    };
    view! {
        <span class="schema-step">
            <button
                class="button small"
                type="button"
                id=id
                aria-keyshortcuts=key
                title=title
                disabled=move || ways.with(Vec::is_empty)
                on:click=move |_| app.step(step)
            >
                {icon(picture)}
                {word}
            </button>
            {others}
        </span>
    }
}

/// What the revision changes, in a sentence. It keeps its line while the planner is at it.
#[component]
fn Summary() -> impl IntoView {
    let app = App::expect();
    let summary = Memo::new(move |_| {
        app.schema.outcome.with(|outcome| match outcome {
            SchemaOutcome::Schema(view) if !view.summary.is_empty() => view.summary.clone(),
            _ => String::new(),
        })
    });
    let words = move || {
        let summary = summary.get();
        if summary.is_empty() {
            "Select a revision to see what it changes.".into_any()
        } else {
            view! { <Prose text=summary /> }.into_any()
        }
    };
    let plain = move || summary.with(|summary| summary.replace('`', ""));
    view! {
        <p class="schema-summary" title=plain class:quiet=move || summary.with(String::is_empty) id="schema-summary">
            {words}
        </p>
    }
}
