use leptos::prelude::*;

use super::super::notice::grouped;
use crate::component::{Banner, Prose, Tone};
use crate::state::{App, Outcome, View};
use crate::worker::Side;

/// What there is to know before a plan is used: that the served database is elsewhere, that nobody
/// knows where it is, that heads cannot both be applied, or that two branches are compared whose
/// scripts differ.
#[component]
pub fn Starts() -> impl IntoView {
    view! {
        <Elsewhere />
        <Unread />
        <Conflicting />
        <Differing />
    }
}

/// Of the heads that the plan leads to, two cannot both be applied.
#[component]
fn Conflicting() -> impl IntoView {
    let app = App::expect();
    let words = Memo::new(move |_| {
        let between = app.between.get()?;
        let heads = app.planning.outcome.with(|outcome| match outcome {
            Outcome::Plan(plan) if plan.direction == "upgrade" => plan.to.clone(),
            _ => Vec::new(),
        });
        let (left, right) = between.cannot_both_apply(&heads)?;
        Some(format!(
            "`{left}` and `{right}` cannot both be applied, so this plan fails"
        ))
    });
    view! { <ShowConflicts id="plan-conflicting" words=words button=("show-conflicting", "Show why") /> }
}

/// A warning that leads to the conflicts, while there are words for it.
#[component]
fn ShowConflicts(
    id: &'static str,
    words: Memo<Option<String>>,
    /// The id and the words of the button.
    button: (&'static str, &'static str),
) -> impl IntoView {
    let app = App::expect();
    move || {
        let words = words.get()?;
        Some(view! {
            <Banner id=id tone=Tone::Warning>
                <p>
                    <Prose text=words />
                </p>
                <button
                    class="button small"
                    type="button"
                    id=button.0
                    on:click=move |_| app.show(View::Conflicts)
                >
                    {button.1}
                </button>
            </Banner>
        })
    }
}

/// The plan of a comparison has one script of each revision, and says whose that is.
#[component]
fn Differing() -> impl IntoView {
    let app = App::expect();
    let words = Memo::new(move |_| {
        app.project.with(|project| {
            let branches = project.as_ref()?.branches()?;
            let count = branches.count(Side::Differs);
            let left = &branches.comparison.left;
            match count {
                0 => None,
                1 => Some(format!(
                    "1 script differs between the branches; the plan has that of `{left}`"
                )),
                count => Some(format!(
                    "{} scripts differ between the branches; the plan has those of `{left}`",
                    grouped(count)
                )),
            }
        })
    });
    view! { <ShowConflicts id="plan-differing" words=words button=("show-differing", "Show them") /> }
}

#[component]
fn Elsewhere() -> impl IntoView {
    let app = App::expect();
    let elsewhere = Memo::new(move |_| app.database_elsewhere());
    move || {
        let rows = elsewhere.get()?;
        let is_known = app.project.with_untracked(|project| {
            let project = project.as_ref();
            project.is_some_and(|it| rows.iter().all(|id| it.row_of(id).is_some()))
        });
        let place = if rows.is_empty() {
            "at base".to_owned()
        } else {
            format!("at `{}`", rows.join("`, `"))
        };
        let words = if is_known {
            format!("the database is {place}, and this plan does not start there")
        } else {
            format!(
                "the database is {place}, which is not declared here, and this plan does not \
                 start there"
            )
        };
        Some(view! {
            <Banner id="database-elsewhere" tone=Tone::Warning>
                <p>
                    <Prose text=words />
                </p>
                {is_known
                    .then(|| {
                        view! {
                            <button
                                class="button small"
                                type="button"
                                id="plan-from-database"
                                on:click=move |_| app.plan_from_database()
                            >
                                "Start at the database"
                            </button>
                        }
                    })}
            </Banner>
        })
    }
}

#[component]
fn Unread() -> impl IntoView {
    let app = App::expect();
    move || {
        let error = app
            .project
            .with(|it| it.as_ref()?.served.as_ref()?.current_error.clone())?;
        let words = format!("where the database is, could not be read: {error}");
        Some(view! {
            <Banner id="current-error-served" tone=Tone::Warning>
                <p>
                    <Prose text=words />
                </p>
            </Banner>
        })
    }
}
