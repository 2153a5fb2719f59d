use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::piece::{PlaceLink, SignChip, SignMark, Value};
use crate::component::{Icon, icon};
use crate::state::{App, SchemaOutcome};
use crate::view::notice::grouped;
use crate::worker::{Cell, ChangeGroup, ChangeLine, ObjectKind, SchemaView, Sign};

/// What the revision changes, object by object; what there is, where none is looked at.
#[component]
pub(super) fn Changes() -> impl IntoView {
    let app = App::expect();
    let view = move || {
        app.schema.outcome.with(|outcome| match outcome {
            SchemaOutcome::Schema(view) => Some(Arc::clone(view)),
            _ => None,
        })
    };
    move || {
        let view = view()?;
        Some(if view.summary.is_empty() {
            view! { <Counts view=view /> }.into_any()
        } else {
            view! { <Groups view=view /> }.into_any()
        })
    }
}

#[component]
fn Counts(view: Arc<SchemaView>) -> impl IntoView {
    let mut counts: BTreeMap<ObjectKind, usize> = BTreeMap::new();
    for object in &view.objects {
        *counts.entry(object.kind).or_default() += 1;
    }
    view! {
        <div class="schema-counts" id="schema-counts">
            <dl>
                {counts
                    .into_iter()
                    .map(|(kind, count)| {
                        view! {
                            <div>
                                <dt>{kind.title()}</dt>
                                <dd class="numbers">{grouped(count)}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
            <p class="quiet">"Choose an object in the list to see what it is made of."</p>
        </div>
    }
}

#[component]
fn Groups(view: Arc<SchemaView>) -> impl IntoView {
    let further = view.further_changes as usize;
    let is_none = view.changes.is_empty();
    let app = App::expect();
    view! {
        <button
            class="button quiet small schema-to-list"
            type="button"
            on:click=move |_| app.schema.shows_changes.set(false)
        >
            {icon(Icon::Left)}
            "All objects"
        </button>
        <div class="schema-changes" id="schema-changes">
            <h3>"What this revision changes"</h3>
            {is_none
                .then(|| {
                    view! {
                        <p class="quiet">
                            "Nothing in the schema. It may change rows, or join branches."
                        </p>
                    }
                })}
            {view
                .changes
                .iter()
                .map(|group| view! { <Group group=group.clone() /> })
                .collect_view()}
            {(further > 0)
                .then(|| view! { <p class="quiet">{format!("and {} more objects", grouped(further))}</p> })}
        </div>
    }
}

#[component]
fn Group(group: ChangeGroup) -> impl IntoView {
    let app = App::expect();
    let key = group.key.clone();
    let name = if group.sign == Sign::Dropped {
        view! { <del>{group.name}</del> }.into_any()
    } else {
        group.name.into_any()
    };
    view! {
        <section class=format!("change-group {}", group.sign.word()) data-object=group.key>
            <h4>
                <SignChip sign=group.sign />
                <span class="quiet">{group.noun}</span>
                <button
                    class="object-link"
                    type="button"
                    on:click=move |_| app.look_at(Some(key.clone()))
                >
                    {name}
                </button>
                <span class="quiet change-note">{group.note}</span>
                {(group.sign != Sign::Altered)
                    .then_some(group.place)
                    .flatten()
                    .map(|place| view! { <PlaceLink place=place /> })}
            </h4>
            {(!group.lines.is_empty())
                .then(|| {
                    view! {
                        <ul class="part-list">
                            {group
                                .lines
                                .into_iter()
                                .map(|line| view! { <Line line=line /> })
                                .collect_view()}
                        </ul>
                    }
                })}
        </section>
    }
}

#[component]
fn Line(line: ChangeLine) -> impl IntoView {
    let name = (!line.name.is_empty()).then(|| {
        let name = line.name.clone();
        let name = if line.sign == Sign::Dropped {
            view! { <del>{name}</del> }.into_any()
        } else {
            name.into_any()
        };
        view! {
            <span class="quiet">{line.noun} " "</span>
            <code class="part-name">{name}</code>
        }
    });
    let what = match line.sign {
        Sign::Altered => {
            let cell = Cell {
                text: line.after,
                before: Some(line.before),
            };
            view! {
                <span class="quiet">{line.what}</span>
                " "
                <code class="part-definition"><Value cell=cell /></code>
            }
            .into_any()
        }
        Sign::Added => view! { <code class="part-definition">{line.what}</code> }.into_any(),
        Sign::Dropped => {
            view! { <code class="part-definition"><del>{line.what}</del></code> }.into_any()
        }
    };
    view! {
        <li class=format!("part-row {}", line.sign.word())>
            <SignMark sign=Some(line.sign) />
            <div class="part-body">
                {name.map(|name| view! { <span>{name}</span> })}
                <span>{what}</span>
            </div>
            {line.place.map(|place| view! { <PlaceLink place=place /> })}
        </li>
    }
}
