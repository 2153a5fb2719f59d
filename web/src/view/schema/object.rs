use std::sync::Arc;

use leptos::prelude::*;

use super::columns::Columns;
use super::parts::Parts;
use super::piece::{FoundName, ObjectLink, PlaceLink, SignChip, Value};
use crate::component::{Banner, CodeView, Empty, Icon, Tone, icon};
use crate::state::App;
use crate::worker::{ObjectView, Sign};

/// What is shown of the object that is looked at. What stays the same is not drawn anew.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    Object(Arc<ObjectView>),
    Nothing,
    Missing(String),
}

/// The object that is looked at.
#[component]
pub(super) fn Object() -> impl IntoView {
    let app = App::expect();
    let schema = app.schema;
    let is_sql_open = RwSignal::new(true);
    let shown = Memo::new(move |_| {
        let key = schema.key.get().unwrap_or_default();
        match schema.object.get() {
            // While another is on its way, the one before stays.
            Some(object) if object.key == key || schema.newest.is_busy.get() => {
                Shown::Object(object)
            }
            _ if schema.newest.is_busy.get() => Shown::Nothing,
            _ => Shown::Missing(key),
        }
    });
    let content = move || match shown.get() {
        Shown::Object(object) => {
            view! { <Details object=object is_sql_open=is_sql_open /> }.into_any()
        }
        Shown::Nothing => ().into_any(),
        Shown::Missing(key) => view! { <Missing key=key /> }.into_any(),
    };
    view! {
        <button
            class="button quiet small schema-to-list"
            type="button"
            id="schema-to-list"
            on:click=move |_| app.look_at(None)
        >
            {icon(Icon::Left)}
            "All objects"
        </button>
        {content}
    }
}

#[component]
fn Missing(key: String) -> impl IntoView {
    view! {
        <Empty id="schema-missing" icon=Icon::Schema title=format!("There is no {key} here")>
            <p class="quiet">
                "Another revision makes it or has dropped it. Step on or back to see it again."
            </p>
        </Empty>
    }
}

#[component]
fn Details(object: Arc<ObjectView>, is_sql_open: RwSignal<bool>) -> impl IntoView {
    let state = match object.sign {
        Some(sign @ (Sign::Added | Sign::Dropped)) => sign.word(),
        _ => "",
    };
    let uncertain = object.uncertain.clone().map(|cause| {
        view! {
            <Banner id="object-uncertain" tone=Tone::Warning>
                <p>
                    "It is shown as it was before " <PlaceLink place=cause.place is_whole=true /> ": "
                    {cause.reason}
                </p>
            </Banner>
        }
    });
    let sql = Arc::new(object.sql.clone());
    let has_sql = !sql.lines.is_empty();
    let label = format!("SQL of {} {}", object.noun, object.name);
    view! {
        <article class=format!("schema-object {state}") id="schema-object" data-object=object.key.clone()>
            <header>
                <h3 id="object-title">
                    <span class="quiet">{object.noun.clone()} " "</span>
                    <FoundName text=object.name.clone() sign=object.sign />
                    {object.sign.map(|sign| view! { <SignChip sign=sign /> })}
                </h3>
            </header>
            {uncertain}
            <Facts object=Arc::clone(&object) />
            {(!object.columns.is_empty()).then(|| view! { <Columns columns=object.columns.clone() /> })}
            {object
                .parts
                .iter()
                .map(|parts| view! { <Parts parts=parts.clone() /> })
                .collect_view()}
            {has_sql
                .then(|| {
                    view! {
                        <details
                            class="schema-sql"
                            open=is_sql_open.get_untracked()
                            on:toggle=move |event| {
                                is_sql_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
                            }
                        >
                            <summary>"SQL"</summary>
                            <div class="excerpt">
                                <CodeView code=sql id=None label=label />
                            </div>
                        </details>
                    }
                })}
        </article>
    }
}

#[component]
fn Facts(object: Arc<ObjectView>) -> impl IntoView {
    let (facts, needed_by) = (object.facts.clone(), object.needed_by.clone());
    view! {
        <dl class="schema-facts">
            {object
                .place
                .clone()
                .map(|place| {
                    view! {
                        <div>
                            <dt>"since"</dt>
                            <dd id="object-place"><PlaceLink place=place is_whole=true /></dd>
                        </div>
                    }
                })}
            {facts
                .into_iter()
                .map(|fact| {
                    let state = if fact.cell.before.is_some() { "changed" } else { "" };
                    view! {
                        <div class=state data-fact=fact.label.clone()>
                            <dt>{fact.label.clone()}</dt>
                            <dd><Value cell=fact.cell /></dd>
                        </div>
                    }
                })
                .collect_view()}
            {(!needed_by.is_empty())
                .then(|| {
                    view! {
                        <div>
                            <dt>"needed by"</dt>
                            <dd class="schema-links" id="object-needed-by">
                                {needed_by
                                    .into_iter()
                                    .map(|link| view! { <ObjectLink link=link /> })
                                    .collect_view()}
                            </dd>
                        </div>
                    }
                })}
        </dl>
    }
}
