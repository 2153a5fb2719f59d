use std::sync::Arc;

use leptos::prelude::*;

use super::piece::PlaceLink;
use crate::component::{Icon, icon};
use crate::state::{App, SchemaOutcome};
use crate::view::notice::counted;
use crate::worker::{CauseView, SchemaView};

/// So many statements are listed; the rest is counted.
const LISTED: usize = 50;

/// What is not known for certain, and which statements make it so.
#[component]
pub(super) fn Uncertain() -> impl IntoView {
    let app = App::expect();
    let causes = Memo::new(move |_| {
        app.schema.outcome.with(|outcome| match outcome {
            SchemaOutcome::Schema(view) => causes(view),
            _ => Arc::default(),
        })
    });
    move || {
        let causes = causes.get();
        if causes.is_empty() {
            return ().into_any();
        }
        let count = causes.len();
        let words = format!(
            "{} cannot be followed: what may have been touched is shown as it was before.",
            counted(count, "statement", "statements")
        );
        let left = count.saturating_sub(LISTED);
        view! {
            <details class="schema-uncertain" id="schema-uncertain">
                <summary>
                    {icon(Icon::Warning)}
                    <span>{words}</span>
                </summary>
                <ul>
                    {causes
                        .iter()
                        .take(LISTED)
                        .map(|cause| {
                            view! {
                                <li>
                                    <PlaceLink place=cause.place.clone() is_whole=true />
                                    <span class="quiet">{cause.reason.clone()}</span>
                                </li>
                            }
                        })
                        .collect_view()}
                    {(left > 0).then(|| view! { <li class="quiet">{format!("and {left} more")}</li> })}
                </ul>
            </details>
        }
        .into_any()
    }
}

fn causes(view: &SchemaView) -> Arc<Vec<CauseView>> {
    Arc::new(view.causes.clone())
}
