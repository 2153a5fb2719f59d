use std::sync::Arc;

use leptos::prelude::*;

use super::super::problems::MergeScript;
use super::rebase::Rebase;
use crate::state::{Between, Project};

/// Both fixes, as downloads: the revision that joins the heads, and the branch behind another head.
#[component]
pub fn WaysOut(
    /// What the heads are of.
    project: Arc<Project>,
    /// What there is between them.
    between: Arc<Between>,
    /// The pair that is looked at.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    view! {
        <section class="ways-out" id="ways-out" aria-labelledby="ways-out-title">
            <h3 id="ways-out-title">"Two ways to one head"</h3>
            <div class="way">
                <h4>"Join the heads"</h4>
                <MergeScript project=Arc::clone(&project) />
            </div>
            <div class="way">
                <h4>"Put a branch behind another"</h4>
                <Rebase project=project between=between chosen=chosen />
            </div>
        </section>
    }
}
