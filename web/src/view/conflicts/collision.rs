use leptos::prelude::*;
use limbeck_planner::document::{CollisionDocument, SideDocument};

use super::beside::{Beside, Half, ticked};
use crate::component::Prose;
use crate::worker::{Code, StatementPair};

/// Two statements that collide, what would happen, and what to do.
#[component]
pub fn Collision(
    /// The collision.
    collision: CollisionDocument,
    /// Its statements.
    statements: StatementPair,
) -> impl IntoView {
    let object = format!("{} `{}`", collision.object.kind, collision.object.name);
    let title = format!("{} {object}", kind_words(&collision.kind));
    view! {
        <article class="collision" data-kind=collision.kind.clone()>
            <h4>
                <span class="collision-title">{ticked(&title)}</span>
                <code class="problem-code">{collision.kind.clone()}</code>
            </h4>
            <Beside
                left=half(collision.left, statements.left)
                right=half(collision.right, statements.right)
            />
            <p class="collision-outcome">
                <Prose text=collision.outcome />
            </p>
            <p class="problem-help">
                <Prose text=collision.advice />
            </p>
        </article>
    }
}

fn half(side: SideDocument, code: Option<Code>) -> Half {
    Half {
        revision: side.revision,
        path: side.location.path,
        line: side.location.line,
        text: side.text,
        code,
        mark: None,
        side: None,
    }
}

/// How two statements collide, in words before the name of the object.
fn kind_words(kind: &str) -> &'static str {
    match kind {
        "both_create" => "Both create",
        "same_name" => "One name for two:",
        "both_remove" => "Both remove",
        "same_key" => "Both insert one key into",
        "removed_and_used" => "One removes what the other uses:",
        "created_and_used" => "One creates what the other uses:",
        "altered_and_used" => "Changed and relied on",
        "both_alter" => "Both change",
        "written_and_restructured" => "One writes into what the other restructures:",
        "same_rows" => "Both change rows of",
        _ => "Both touch",
    }
}
