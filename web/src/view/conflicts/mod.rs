//! What there is between the heads, statement beside statement, and the ways out.

mod beside;
mod collision;
mod count;
mod differing;
mod empty;
mod order;
mod pair;
mod pairs;
mod place;
mod rebase;
mod verdict;
mod way_out;

use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::document::DiagnosticDocument;

use super::notice::{counted, grouped};
use super::problems::Problem;
use crate::state::{App, Between, Project};
pub use count::ConflictCount;
use differing::DifferingScripts;
use empty::{Looking, NoHistory, OneHead};
use pair::Pair;
use pairs::Pairs;
use way_out::WaysOut;

/// The conflicts' pane.
#[component]
pub fn Conflicts() -> impl IntoView {
    let app = App::expect();
    let words = move || {
        let project = app.project.get();
        let heads = project.map_or(0, |it| it.overview.heads.len());
        app.between.with(|between| words(heads, between.as_deref()))
    };
    let is_looking = move || {
        app.between.with(Option::is_none)
            && app.project.with(|it| it.as_deref().is_some_and(has_pairs))
    };
    view! {
        <div class="pane-head">
            <h2>"Conflicts"</h2>
            <p class="quiet numbers" id="conflict-count">
                {words}
            </p>
        </div>
        <div class="conflicts" id="conflicts" aria-busy=move || is_looking().to_string()>
            {move || app.project.get().map(|project| view! { <OfMerge project=project /> })}
            {move || {
                let project = app.project.get()?;
                Some(
                    if !project.overview.is_sound {
                        view! { <NoHistory /> }.into_any()
                    } else if !has_pairs(&project) {
                        view! { <OneHead project=project /> }.into_any()
                    } else {
                        match app.between.get() {
                            Some(between) => {
                                view! { <Heads project=project between=between /> }.into_any()
                            }
                            None => view! { <Looking /> }.into_any(),
                        }
                    },
                )
            }}
        </div>
    }
}

/// Whether there is anything to compare.
fn has_pairs(project: &Project) -> bool {
    project.overview.is_sound && project.overview.heads.len() > 1
}

fn words(heads: usize, between: Option<&Between>) -> String {
    let count = counted(heads, "head", "heads");
    let Some(between) = between else {
        return count;
    };
    let conflicts = match between.conflicts() {
        0 => "no conflict".to_owned(),
        1 => "1 conflict".to_owned(),
        conflicts => format!("{} conflicts", grouped(conflicts)),
    };
    match between.pair_count() {
        0 | 1 => format!("{count}, {conflicts}"),
        pairs => format!("{count}, {conflicts} in {} pairs", grouped(pairs)),
    }
}

/// What is wrong with the merge that is compared, apart from its heads.
#[component]
fn OfMerge(project: Arc<Project>) -> impl IntoView {
    let Some(branches) = project.branches() else {
        return ().into_any();
    };
    let told = branches.comparison.diagnostics.iter();
    // Scripts that differ are shown beside each other.
    let is_shown = |it: &&DiagnosticDocument| {
        let path = it.location.as_ref().map(|it| it.path.as_str());
        let mut differing = branches.differing.iter();
        it.code == "multiple_heads"
            || it.code == "unmergeable" && differing.any(|it| path == Some(&it.left_path))
    };
    let told = told.filter(|it| !is_shown(it)).map(|diagnostic| {
        let project = Arc::clone(&project);
        view! { <Problem project=project diagnostic=diagnostic.clone() /> }
    });
    view! {
        {told.collect_view()}
        <DifferingScripts project=Arc::clone(&project) />
    }
    .into_any()
}

/// The pairs of heads, the one that is looked at, and the ways out.
#[component]
fn Heads(project: Arc<Project>, between: Arc<Between>) -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let (for_pairs, for_pair) = (Arc::clone(&between), Arc::clone(&between));
    let of_pair = Arc::clone(&project);
    let has_table = between.heads.len() > 2;
    view! {
        {has_table.then(|| view! { <Pairs between=for_pairs chosen=chosen /> })}
        {move || {
            let (project, between) = (Arc::clone(&of_pair), Arc::clone(&for_pair));
            view! { <Pair project=project between=between index=chosen.get() /> }
        }}
        <WaysOut project=project between=between chosen=chosen />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_counted_before_anything_else_is_known() {
        assert_eq!(words(1, None), "1 head");
        assert_eq!(words(30, None), "30 heads");
    }
}
