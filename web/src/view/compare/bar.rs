use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::notice::{counted, grouped};
use super::super::start::{Failure, FailureText};
use super::SideSign;
use super::button::CompareButton;
use super::legend::Legend;
use crate::component::{Icon, RevisionLink, icon};
use crate::state::{App, Branches, Loading, Project, View};
use crate::worker::{OpenError, Progress, Side};

/// So many heads are named.
const NAMED: usize = 6;

/// Below the header: what is compared, or is about to be, or cannot be.
#[component]
pub fn CompareBar() -> impl IntoView {
    let app = App::expect();
    let is_reading = Memo::new(move |_| app.comparing.reading.with(Option::is_some));
    move || {
        if is_reading.get() {
            return Some(view! { <Reading /> }.into_any());
        }
        if let Some(error) = app.comparing.error.get() {
            return Some(view! { <Failed error=error /> }.into_any());
        }
        let project = app.project.get().filter(|it| it.branches().is_some())?;
        Some(view! { <Compared project=project /> }.into_any())
    }
}

/// The other folder is read.
#[component]
fn Reading() -> impl IntoView {
    let app = App::expect();
    let loading = move || app.comparing.reading.get().unwrap_or_default();
    view! {
        <section class="compare-bar" id="compare-reading" aria-label="Comparison" aria-busy="true">
            <p class="compare-words numbers">{move || words(&loading())}</p>
            <div class="compare-actions">
                <button
                    class="button small"
                    type="button"
                    id="stop-comparing"
                    on:click=move |_| {
                        app.stop_comparing();
                        super::super::focus("compare");
                    }
                >
                    "Cancel"
                </button>
            </div>
        </section>
    }
}

fn words(loading: &Loading) -> String {
    let name = &loading.name;
    match loading.progress {
        Some(Progress::Reading { done, total }) => {
            format!(
                "Reading {name}: {} of {} scripts",
                grouped(done),
                grouped(total)
            )
        }
        Some(Progress::Building { .. }) => format!("Putting {name} beside what is open"),
        None => format!("Looking through {name}"),
    }
}

/// The other folder cannot be compared.
#[component]
fn Failed(error: OpenError) -> impl IntoView {
    let app = App::expect();
    view! {
        <section class="compare-bar error" id="compare-error" role="alert" aria-label="Comparison">
            {icon(Icon::Error)}
            <div class="compare-words">
                <FailureText failure=Failure::of(error) />
            </div>
            <div class="compare-actions">
                <CompareButton id="compare-again" class="button small" />
                <button
                    class="button small"
                    type="button"
                    id="close-compare-error"
                    on:click=move |_| {
                        app.comparing.error.set(None);
                        super::super::focus("compare");
                    }
                >
                    "Close"
                </button>
            </div>
        </section>
    }
}

#[component]
fn Compared(project: Arc<Project>) -> impl IntoView {
    let app = App::expect();
    let Some(branches) = project.branches() else {
        return ().into_any();
    };
    let comparison = &branches.comparison;
    let name = |side: Side, name: &str| {
        view! {
            <strong class=format!("compare-name {}", side.name()) title=name.to_owned()>
                <SideSign side=side />
                <span>{name.to_owned()}</span>
            </strong>
        }
    };
    let is_sound = project.overview.is_sound;
    let end = move |_| {
        spawn_local(async move {
            app.end_comparison().await;
            // The graph is drawn anew, and the button is gone.
            request_animation_frame(|| {
                super::super::focus("graph-grid");
            });
        });
    };
    view! {
        <section class="compare-bar" id="compare-bar" aria-label="Comparison">
            <p class="compare-names">
                {name(Side::Left, &comparison.left)}
                <span class="quiet">"and"</span>
                {name(Side::Right, &comparison.right)}
            </p>
            <p class="compare-words" id="compare-heads">
                <Merged project=Arc::clone(&project) />
            </p>
            <Legend project=Arc::clone(&project) />
            <div class="compare-actions">
                <Show when=move || !is_sound>
                    <button
                        class="button small"
                        type="button"
                        on:click=move |_| app.show(View::Conflicts)
                    >
                        "What is wrong"
                    </button>
                </Show>
                <button
                    class="button small"
                    type="button"
                    id="end-comparison"
                    on:click=end
                >
                    {icon(Icon::Close)}
                    "End"
                    <span class="end-more">"comparison"</span>
                </button>
            </div>
        </section>
    }
    .into_any()
}

/// What a merge would give.
#[component]
fn Merged(project: Arc<Project>) -> impl IntoView {
    let Some(branches) = project.branches() else {
        return ().into_any();
    };
    if branches.is_same() {
        let revisions = counted(project.overview.rows.len(), "revision", "revisions");
        return format!("Nothing differs: both have the same {revisions}.").into_any();
    }
    let heads = &branches.comparison.merged_heads;
    if !project.overview.is_sound {
        return view! { <span class="attention">{sentence(branches)} "."</span> }.into_any();
    }
    let is_several = heads.len() > 1;
    let named = heads
        .iter()
        .take(NAMED)
        .enumerate()
        .map(|(position, head)| {
            let row = project.row_of(head);
            let separator = if position == 0 { " " } else { ", " };
            view! {
                {separator}
                <RevisionLink id=head.clone() row=row />
            }
        });
    let left = heads.len().saturating_sub(NAMED);
    view! {
        <span class:attention=is_several>{sentence(branches)} ":"</span>
        {named.collect_view()}
        {(left > 0).then(|| format!(" and {} more", grouped(left)))}
    }
    .into_any()
}

fn sentence(branches: &Branches) -> String {
    let words = branches.after_the_merge();
    words.replacen("merged", "Merged", 1)
}
