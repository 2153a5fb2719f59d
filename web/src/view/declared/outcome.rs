use leptos::prelude::*;

use super::deliver::Deliver;
use super::renames::{Answers, Questions};
use super::script::Script;
use super::uncertain::Uncertain;
use crate::component::{Empty, Icon, icon};
use crate::state::App;
use crate::view::notice::counted;

/// What there is to show beside the declared schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The planner has not answered yet.
    Nothing,
    /// The schema has had errors from the start.
    Faulty,
    /// The history has the schema.
    Same,
    /// A revision.
    Revision,
}

/// The generated revision, or why there is none.
#[component]
pub fn Outcome() -> impl IntoView {
    let app = App::expect();
    let declaring = app.declaring;
    let shown = Memo::new(move |_| {
        let is_faulty = declaring.is_faulty();
        declaring.generated.with(|generated| match generated {
            None if is_faulty => Shown::Faulty,
            None => Shown::Nothing,
            Some(generated) if generated.is_empty => Shown::Same,
            Some(_) => Shown::Revision,
        })
    });
    let words = move || {
        let generated = declaring.generated.get();
        generated
            .filter(|it| !it.is_empty)
            .map(|generated| counted(generated.difference_count as usize, "change", "changes"))
    };
    let body = move || match shown.get() {
        Shown::Nothing => view! { <p class="quiet planning">"Generating…"</p> }.into_any(),
        Shown::Faulty => view! {
            <Empty id="declared-faulty" icon=Icon::Error title="No revision yet">
                <p class="quiet">
                    "The declared schema has errors. The revision comes as soon as it can be read."
                </p>
            </Empty>
        }
        .into_any(),
        Shown::Same => view! { <Same /> }.into_any(),
        Shown::Revision => view! { <Script /> }.into_any(),
    };
    view! {
        <div class="declared-head">
            <h3 id="generated-title">
                "Revision " <span class="quiet numbers" id="declared-count">{words}</span>
            </h3>
            <Stale />
            <Deliver />
        </div>
        {body}
    }
}

/// Says that the revision is that of an earlier schema. It takes the place of nothing, so that what is
/// read does not move.
#[component]
fn Stale() -> impl IntoView {
    let declaring = App::expect().declaring;
    let is_stale =
        Memo::new(move |_| declaring.is_faulty() && declaring.generated.with(Option::is_some));
    move || {
        is_stale.get().then(|| {
            let title = "The declared schema has errors. This is what came of it before them.";
            view! {
                <span class="chip warning" id="declared-stale" title=title>
                    {icon(Icon::Warning)}
                    "from before the error"
                </span>
            }
        })
    }
}

/// In the place of a script where there is nothing to do.
#[component]
fn Same() -> impl IntoView {
    let app = App::expect();
    let has_revisions = move || {
        app.project
            .with(|it| it.as_ref().is_some_and(|it| !it.overview.rows.is_empty()))
    };
    let is_uncertain = move || {
        app.declaring
            .generated
            .with(|it| it.as_ref().is_some_and(|it| !it.uncertain.is_empty()))
    };
    let body = move || {
        if has_revisions() {
            let title = if is_uncertain() {
                "As far as it is known, the history has this schema"
            } else {
                "The history has this schema"
            };
            view! {
                <Empty id="declared-same" icon=Icon::Done title=title>
                    <p class="quiet">
                        "Change it, or open the file that declares the schema you want: the \
                         revision that leads there is written as you type."
                    </p>
                </Empty>
            }
            .into_any()
        } else {
            view! {
                <Empty id="declared-first" icon=Icon::Add title="Nothing is declared yet">
                    <p class="quiet">
                        "Write the schema that you want, or open the file that declares it: the \
                         first revision is written as you type."
                    </p>
                </Empty>
            }
            .into_any()
        }
    };
    view! {
        <div class="declared-notices only">
            <Answers />
            <Questions />
            <Uncertain />
            {body}
        </div>
    }
}
