use leptos::prelude::*;

use super::piece::{FoundName, ObjectLink, PlaceLink, SignMark, Value};
use crate::worker::{PartView, Parts as PartsView, Sign};

/// Constraints, indexes and the like.
#[component]
pub(super) fn Parts(parts: PartsView) -> impl IntoView {
    view! {
        <section class="schema-part">
            <h4>{parts.title} <span class="quiet numbers">{parts.parts.len()}</span></h4>
            <ul class="part-list">
                {parts
                    .parts
                    .into_iter()
                    .map(|part| view! { <Part part=part /> })
                    .collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Part(part: PartView) -> impl IntoView {
    let state = part.sign.map_or("", Sign::word);
    let is_dropped = part.sign == Some(Sign::Dropped);
    let has_name = !part.name.is_empty();
    let has_definition = !part.definition.text.is_empty();
    view! {
        <li class=format!("part-row {state}") data-part=part.name.clone()>
            <SignMark sign=part.sign />
            <div class="part-body">
                {has_name
                    .then(|| {
                        view! { <code class="part-name"><FoundName text=part.name.clone() sign=part.sign /></code> }
                    })}
                {has_definition
                    .then(|| {
                        let definition = view! { <Value cell=part.definition /> };
                        if is_dropped {
                            view! { <code class="part-definition"><del>{definition}</del></code> }.into_any()
                        } else {
                            view! { <code class="part-definition">{definition}</code> }.into_any()
                        }
                    })}
                {part
                    .link
                    .map(|link| {
                        view! {
                            <span class="part-link">
                                <span aria-hidden="true" class="quiet">"→ "</span>
                                <span class="spoken">"leads to "</span>
                                <ObjectLink link=link />
                            </span>
                        }
                    })}
                {(!part.comment.is_empty())
                    .then(|| view! { <span class="part-comment quiet">{part.comment}</span> })}
            </div>
            {part.place.map(|place| view! { <PlaceLink place=place /> })}
        </li>
    }
}
