use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::document::ConflictDocument;

use super::super::notice::{counted, grouped};
use super::collision::Collision;
use super::order::Orders;
use super::place::Place;
use super::verdict::Verdict;
use crate::component::{Prose, RevisionLink};
use crate::state::{Between, Project};

/// So many collisions of a pair are shown; the rest is counted.
const SHOWN: usize = 60;

/// So many revisions of a branch are named.
const NAMED: usize = 12;

/// Two heads: the verdict, what it rests on, and each collision.
#[component]
pub fn Pair(
    /// What the heads are of.
    project: Arc<Project>,
    /// What there is between all heads.
    between: Arc<Between>,
    /// Which pair this is.
    index: usize,
) -> impl IntoView {
    let Some(pair) = between.pairs.get(index) else {
        return ().into_any();
    };
    let conflict = pair.conflict.clone();
    let collisions = conflict.collisions.iter().take(SHOWN).enumerate();
    let collisions = collisions.map(|(position, collision)| {
        let statements = between.statements(index, position);
        view! { <Collision collision=collision.clone() statements=statements /> }
    });
    let left = conflict.collisions.len().saturating_sub(SHOWN);
    view! {
        <section
            class=format!("pair {}", conflict.verdict)
            id="pair"
            data-verdict=conflict.verdict.clone()
            aria-labelledby="pair-title"
        >
            <h3 id="pair-title">
                <Verdict name=conflict.verdict.clone() />
                <RevisionLink id=conflict.left.clone() row=project.row_of(&conflict.left) />
                <span class="quiet">"and"</span>
                <RevisionLink id=conflict.right.clone() row=project.row_of(&conflict.right) />
            </h3>
            <p class="pair-text">
                <Prose text=words(&conflict) />
            </p>
            <Causes conflict=conflict.clone() />
            <div class="two">
                <Own project=Arc::clone(&project) head=conflict.left.clone() own=conflict.left_only.clone() />
                <Own project=project head=conflict.right.clone() own=conflict.right_only.clone() />
            </div>
            <Orders conflict=conflict.clone() />
            {collisions.collect_view()}
            {(left > 0).then(|| view! { <p class="quiet">{format!("and {} more", grouped(left))}</p> })}
        </section>
    }
    .into_any()
}

/// What the verdict means; the planner's own words where it has reasons.
fn words(conflict: &ConflictDocument) -> String {
    let is_through = conflict.left_first.is_empty() && conflict.right_first.is_empty();
    match conflict.verdict.as_str() {
        "cannot_both_apply" => "whichever comes second fails".to_owned(),
        "order_matters" if is_through => {
            "both go through in either order, and what they leave behind is not the same".to_owned()
        }
        "order_matters" => "both go through in one order, and not in the other".to_owned(),
        "unknown" => "nobody can tell, since the effect of a statement is not known".to_owned(),
        _ => conflict.text.clone(),
    }
}

/// The statements whose effect is not known.
#[component]
fn Causes(conflict: ConflictDocument) -> impl IntoView {
    if conflict.causes.is_empty() {
        return ().into_any();
    }
    let causes = conflict.causes.into_iter().map(|cause| {
        view! {
            <li>
                <Place path=cause.path line=cause.line />
                <span>
                    <Prose text=cause.reason />
                </span>
            </li>
        }
    });
    view! {
        <ul class="told" id="causes">
            {causes.collect_view()}
        </ul>
    }
    .into_any()
}

/// The revisions that one head alone has.
#[component]
fn Own(project: Arc<Project>, head: String, own: Vec<String>) -> impl IntoView {
    let left = own.len().saturating_sub(NAMED);
    let count = counted(own.len(), "revision", "revisions");
    let named = own.into_iter().rev().take(NAMED).map(|id| {
        let row = project.row_of(&id);
        let message = row.map(|row| project.overview.rows[row].message.clone());
        view! {
            <li>
                <RevisionLink id=id row=row />
                <span>{message}</span>
            </li>
        }
    });
    view! {
        <div class="own">
            <p class="quiet">
                {count} " that only " <code>{head}</code> " has"
            </p>
            <ul class="told">{named.collect_view()}</ul>
            {(left > 0).then(|| view! { <p class="quiet">{format!("and {} more", grouped(left))}</p> })}
        </div>
    }
}
