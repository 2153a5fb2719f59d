use std::sync::Arc;

use leptos::prelude::*;

use super::super::compare::CompareButton;
use crate::component::{Empty, Icon};
use crate::state::{App, Project, View};

/// There is one head at most.
#[component]
pub fn OneHead(project: Arc<Project>) -> impl IntoView {
    let branches = project.branches();
    let title = match branches {
        Some(branches) if branches.is_same() => "Nothing differs",
        Some(branches) if !branches.differing.is_empty() => "One head, and scripts that differ",
        _ if project.overview.heads.is_empty() => "No head",
        _ => "One head, no conflict",
    };
    let words = match branches {
        Some(branches) if branches.is_same() => {
            "Both folders have the same revisions. Nothing is left to merge."
        }
        Some(branches) if !branches.differing.is_empty() => {
            "Merged, the two branches are one line. Which of the texts above its scripts have is \
             still to be settled."
        }
        Some(_) => {
            "Merged, the two branches are one line: each revision follows another, so nothing is \
             left to chance."
        }
        None => {
            "All revisions lead to one place, so nothing can collide. Another branch may still: \
             compare with its folder before you merge it."
        }
    };
    let picture = match branches {
        Some(branches) if !branches.differing.is_empty() => Icon::Warning,
        _ => Icon::Done,
    };
    view! {
        <Empty id="conflicts-empty" icon=picture title=title>
            <p class="quiet">{words}</p>
            <div class="empty-actions">
                <CompareButton id="compare-empty" class="button" />
            </div>
        </Empty>
    }
}

/// The scripts are no history, so that there are no heads.
#[component]
pub fn NoHistory() -> impl IntoView {
    let app = App::expect();
    view! {
        <Empty id="conflicts-unsound" icon=Icon::Warning title="Nobody can tell yet">
            <p class="quiet">
                "The scripts have faults, and are no history until these are mended. Heads are \
                 compared then."
            </p>
            <div class="empty-actions">
                <button class="button" type="button" on:click=move |_| app.show(View::Problems)>
                    "Show the problems"
                </button>
            </div>
        </Empty>
    }
}

/// The planner is at it.
#[component]
pub fn Looking() -> impl IntoView {
    view! {
        <p class="planning quiet" id="conflicts-looking" role="status">
            "Replaying the branches in either order…"
        </p>
    }
}
