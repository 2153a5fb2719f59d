use leptos::prelude::*;

use crate::state::App;
use crate::view::notice::grouped;
use crate::worker::{DifferenceKind, DifferenceView};

/// What differs between the two schemas, each with a sign and a word.
#[component]
pub fn Differences() -> impl IntoView {
    let declaring = App::expect().declaring;
    let shown = Memo::new(move |_| {
        let generated = declaring.generated.get();
        generated
            .map(|it| (it.differences.clone(), it.difference_count))
            .unwrap_or_default()
    });
    move || {
        let (differences, count) = shown.get();
        let left = (count as usize).saturating_sub(differences.len());
        let listed = differences
            .into_iter()
            .map(|difference| view! { <Difference difference=difference /> })
            .collect_view();
        view! {
            <ul class="declared-differences" id="declared-differences" aria-label="Changes">
                {listed}
                {(left > 0)
                    .then(|| view! { <li class="quiet">{format!("and {} more", grouped(left))}</li> })}
            </ul>
        }
    }
}

#[component]
fn Difference(difference: DifferenceView) -> impl IntoView {
    let (sign, word, class) = match difference.kind {
        DifferenceKind::Added => ("+", "added", "added"),
        DifferenceKind::Dropped => ("−", "removed", "removed"),
        DifferenceKind::Changed => ("~", "changed", "changed"),
        DifferenceKind::Renamed => ("→", "renamed", "renamed"),
    };
    let words = match difference.detail {
        Some(detail) => format!("{}: {detail}", difference.object),
        None => difference.object,
    };
    view! {
        <li class=format!("declared-difference {class}") data-kind=class>
            <span class="difference-sign" aria-hidden="true">
                {sign}
            </span>
            <span class="difference-word">{word}</span>
            <span class="difference-object">
                {with_code(&words)}
            </span>
        </li>
    }
}

/// Words with names between backticks as code. They go on after the sign's word, and so begin with no
/// capital.
fn with_code(words: &str) -> impl IntoView + use<> {
    words
        .split('`')
        .enumerate()
        .map(|(position, part)| {
            let part = part.to_owned();
            if position % 2 == 1 {
                view! { <code>{part}</code> }.into_any()
            } else {
                part.into_any()
            }
        })
        .collect_view()
}
