use std::sync::Arc;

use leptos::prelude::*;

use super::super::notice::counted;
use super::beside::{Beside, Half};
use crate::state::Project;
use crate::worker::{Differing, Side};

/// The scripts that both branches have under one id, and that differ.
#[component]
pub fn DifferingScripts(
    /// What is compared.
    project: Arc<Project>,
) -> impl IntoView {
    let differing = project.branches().map(|it| it.differing.clone());
    let Some(differing) = differing.filter(|it| !it.is_empty()) else {
        return ().into_any();
    };
    let title = counted(
        differing.len(),
        "id stands for two scripts",
        "ids stand for two scripts each",
    );
    let scripts = differing.into_iter().map(|it| {
        let revision = it.revision.clone();
        let (left, right) = halves(it);
        view! {
            <article class="collision" data-differs=revision>
                <Beside left=left right=right />
            </article>
        }
    });
    view! {
        <section class="differing" id="differing">
            <h3>{title}</h3>
            <p class="quiet">
                "Both branches have it, and what it does differs. A database that ran the one will \
                 not run the other: keep the older text, and write the change as a revision of its \
                 own."
            </p>
            {scripts.collect_view()}
        </section>
    }
    .into_any()
}

fn halves(differing: Differing) -> (Half, Half) {
    let lines = differing.left.lines.iter().zip(&differing.right.lines);
    let same = lines
        .take_while(|(one, other)| one.text == other.text)
        .count();
    let line = differing.left.first_line as usize + same;
    let half = |side, path, code| Half {
        revision: differing.revision.clone(),
        path,
        line,
        text: String::new(),
        code: Some(code),
        mark: u32::try_from(line).ok(),
        side: Some(side),
    };
    (
        half(Side::Left, differing.left_path, differing.left),
        half(Side::Right, differing.right_path, differing.right),
    )
}
