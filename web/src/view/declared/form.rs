use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::sql::Dialect;

use crate::component::RevisionLink;
use crate::state::{App, Project};
use crate::view::plan::dialect_title;
use crate::worker::Named;

/// What the new revision follows, and what it is for.
#[component]
pub fn Form() -> impl IntoView {
    let app = App::expect();
    let declaring = app.declaring;
    let message = Memo::new(move |_| declaring.draft.with(|draft| draft.message.clone()));
    let follows = move || {
        let project = app.project.get()?;
        Some(match project.overview.heads.as_slice() {
            [] => view! {
                <span class="label">"Follows"</span>
                <span class="declared-parent quiet">"nothing: it is the first one"</span>
            }
            .into_any(),
            [head] => {
                let row = project.row_of(head);
                let head = head.clone();
                view! {
                    <span class="label">"Follows"</span>
                    <span class="declared-parent">
                        <RevisionLink id=head row=row />
                    </span>
                }
                .into_any()
            }
            _ => view! { <Heads project=Arc::clone(&project) /> }.into_any(),
        })
    };
    view! {
        <form class="declared-form" on:submit=|event| event.prevent_default()>
            <div class="field declared-field" id="declared-follows">
                {follows}
            </div>
            <Dialects />
            <div class="field declared-field declared-message">
                <label for="new-message">"Message"</label>
                <input
                    type="text"
                    id="new-message"
                    autocomplete="off"
                    placeholder="empty message"
                    prop:value=move || message.get()
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        declaring.draft.update(|draft| draft.message = text);
                    }
                />
            </div>
        </form>
    }
}

/// What the SQL is for. It is the plan's choice, too.
#[component]
fn Dialects() -> impl IntoView {
    let app = App::expect();
    let options = Dialect::ALL
        .into_iter()
        .map(|dialect| {
            view! {
                <option value=dialect.name() selected=move || app.dialect.get() == dialect>
                    {dialect_title(dialect)}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field declared-dialect">
            <label class="spoken" for="declared-dialect">
                "Dialect"
            </label>
            <select
                id="declared-dialect"
                prop:value=move || app.dialect.get().name()
                on:change=move |event| {
                    if let Some(dialect) = Dialect::named(&event_target_value(&event)) {
                        app.mark_place();
                        app.dialect.set(dialect);
                    }
                }
            >
                {options}
            </select>
        </div>
    }
}

/// The choice among several heads: one, or all of them, which the revision joins then.
#[component]
fn Heads(project: Arc<Project>) -> impl IntoView {
    let app = App::expect();
    let declaring = app.declaring;
    let heads = project.overview.heads.clone();
    let known = heads.clone();
    let chosen = Memo::new(move |_| {
        declaring.draft.with(|draft| {
            let chosen = draft.follows.clone();
            chosen
                .filter(|head| known.contains(head))
                .unwrap_or_default()
        })
    });
    let options = heads
        .iter()
        .map(|head| {
            let row = project.row_of(head);
            let row = row.and_then(|row| project.overview.rows.get(row));
            let message = row.map(|row| row.message.clone()).unwrap_or_default();
            let value = head.clone();
            let is_chosen = {
                let head = head.clone();
                move || chosen.get() == head
            };
            view! {
                <option value=value selected=is_chosen>
                    {format!("{head} {message}")}
                </option>
            }
        })
        .collect_view();
    view! {
        <label for="new-follows">"Follows"</label>
        <select
            id="new-follows"
            prop:value=move || chosen.get()
            on:change=move |event| {
                let head = Some(event_target_value(&event)).filter(|it| !it.is_empty());
                declaring.draft.update(|draft| draft.follows = head);
            }
        >
            <option value="" selected=move || chosen.get().is_empty()>
                {format!("all {} heads, joined", heads.len())}
            </option>
            {options}
        </select>
    }
}
