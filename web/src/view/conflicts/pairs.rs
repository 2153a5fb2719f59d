use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::super::notice::{counted, grouped};
use super::verdict::Verdict;
use crate::state::Between;

/// So many pairs are listed; the rest is counted.
const LISTED: usize = 300;

/// The pairs of several heads, the gravest first: one stop of the tab key, with the arrow keys between
/// them.
#[component]
pub fn Pairs(
    /// What there is between them.
    between: Arc<Between>,
    /// The one that is looked at.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let listed = between.pairs.iter().take(LISTED).enumerate();
    let rows = listed.map(|(index, pair)| {
        let conflict = &pair.conflict;
        let collisions = match conflict.collisions.len() {
            0 => String::new(),
            count => counted(count, "collision", "collisions"),
        };
        view! {
            <li role="presentation">
                <button
                    class="pair-row"
                    type="button"
                    role="option"
                    id=row_id(index)
                    tabindex=move || if chosen.get() == index { "0" } else { "-1" }
                    data-pair=format!("{} {}", conflict.left, conflict.right)
                    aria-selected=move || (chosen.get() == index).to_string()
                    on:click=move |_| chosen.set(index)
                >
                    <span class="pair-heads mono">
                        <span>{conflict.left.clone()}</span>
                        <span class="quiet">"and"</span>
                        <span>{conflict.right.clone()}</span>
                    </span>
                    <span class="quiet numbers pair-collisions">{collisions}</span>
                    <Verdict name=conflict.verdict.clone() />
                </button>
            </li>
        }
    });
    let last = between.pairs.len().min(LISTED).saturating_sub(1);
    let key = move |event: KeyboardEvent| {
        let here = chosen.get_untracked();
        let to = match event.key().as_str() {
            "ArrowDown" => (here + 1).min(last),
            "ArrowUp" => here.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        chosen.set(to);
        super::super::focus(&row_id(to));
    };
    let unlisted = between.pairs.len().saturating_sub(LISTED);
    let independent = between.pair_count().saturating_sub(between.pairs.len());
    view! {
        <section class="pairs">
            <ul id="pairs" role="listbox" aria-label="Pairs of heads" on:keydown=key>
                {rows.collect_view()}
            </ul>
            {(unlisted > 0).then(|| view! { <p class="quiet">{format!("and {} more", grouped(unlisted))}</p> })}
            {(independent > 0)
                .then(|| {
                    let pairs = counted(independent, "other pair is", "other pairs are");
                    view! {
                        <p class="quiet numbers" id="independent-pairs">
                            {format!("{pairs} independent: they touch different objects.")}
                        </p>
                    }
                })}
        </section>
    }
}

/// The id of a pair's row.
fn row_id(index: usize) -> String {
    format!("pair-{index}")
}
