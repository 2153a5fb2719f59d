use leptos::prelude::*;
use limbeck_planner::document::{ConflictDocument, DifferenceDocument, FailureDocument};

use super::place::Place;
use crate::component::{Icon, Prose, icon};

/// So many differences are listed.
const LISTED: usize = 100;

/// What happens in either order: what fails, and what differs in the end.
#[component]
pub fn Orders(
    /// What there is between the heads.
    conflict: ConflictDocument,
) -> impl IntoView {
    let is_ordered = matches!(
        conflict.verdict.as_str(),
        "order_matters" | "cannot_both_apply"
    );
    if !is_ordered {
        return ().into_any();
    }
    view! {
        <div class="two" id="orders">
            <Order first=conflict.left.clone() order="left" failures=conflict.left_first />
            <Order first=conflict.right.clone() order="right" failures=conflict.right_first />
        </div>
        <Differences
            left=conflict.left
            right=conflict.right
            differences=conflict.differences
        />
    }
    .into_any()
}

#[component]
fn Order(first: String, order: &'static str, failures: Vec<FailureDocument>) -> impl IntoView {
    let is_through = failures.is_empty();
    let failures = failures.into_iter().map(|failure| {
        view! {
            <li>
                {icon(Icon::Error)}
                <div>
                    <Prose text=failure.message />
                    <Place path=failure.path line=failure.line />
                </div>
            </li>
        }
    });
    view! {
        <div class="order" data-first=order>
            <p class="quiet">
                <code>{first}</code>
                " first"
            </p>
            <ul class="outcomes">
                {is_through
                    .then(|| {
                        view! {
                            <li class="through">
                                {icon(Icon::Done)}
                                <div>"Every statement goes through."</div>
                            </li>
                        }
                    })}
                {failures.collect_view()}
            </ul>
        </div>
    }
}

/// What differs between the two schemas.
#[component]
fn Differences(left: String, right: String, differences: Vec<DifferenceDocument>) -> impl IntoView {
    if differences.is_empty() {
        return ().into_any();
    }
    let rows = differences.into_iter().take(LISTED).map(|difference| {
        let property = difference.property.clone().unwrap_or_default();
        let (one, other) = values(&difference);
        view! {
            <tr>
                <th scope="row">
                    {difference.kind}
                    " "
                    <code>{difference.name}</code>
                    {(!property.is_empty()).then(|| format!(", {property}"))}
                </th>
                <td>{one}</td>
                <td>{other}</td>
            </tr>
        }
    });
    view! {
        <div class="differences">
            <table id="differences">
                <thead>
                    <tr>
                        <th scope="col">"What differs"</th>
                        <th scope="col">
                            <code>{left}</code>
                            " first"
                        </th>
                        <th scope="col">
                            <code>{right}</code>
                            " first"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What it is in either order.
fn values(difference: &DifferenceDocument) -> (AnyView, AnyView) {
    let word = |word: &'static str| view! { <span class="quiet">{word}</span> }.into_any();
    let value = |value: &Option<String>| match value.as_deref() {
        None | Some("") => word("none"),
        Some(value) => view! { <code>{value.to_owned()}</code> }.into_any(),
    };
    match difference.change.as_str() {
        "only_left" => (word("there"), word("not there")),
        "only_right" => (word("not there"), word("there")),
        _ => (value(&difference.left), value(&difference.right)),
    }
}
