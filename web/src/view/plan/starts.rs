use leptos::prelude::*;

use crate::component::{Banner, Prose, Tone};
use crate::state::App;

/// What there is to know of where the plan starts: that the served database is elsewhere, or that
/// nobody knows where it is.
#[component]
pub fn Starts() -> impl IntoView {
    view! {
        <Elsewhere />
        <Unread />
    }
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
