use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::component::{EitherLabel, Icon, Prose, copy, download, icon};
use crate::state::App;
use crate::worker::Question;

/// What a button did last.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Done {
    Nothing,
    Copied,
    Failed(String),
}

/// Buttons that hand over the SQL and the plan file. The worker makes them anew, whole.
#[component]
pub fn Deliver() -> impl IntoView {
    let app = App::expect();
    let done = RwSignal::new(Done::Nothing);
    let save = move |question: Question| {
        spawn_local(async move {
            match app.text(question).await {
                Ok(file) => match download(&file) {
                    Ok(()) => app.announcement.set(format!("Saved {}", file.name)),
                    Err(_) => done.set(Done::Failed("the browser did not save it".to_owned())),
                },
                Err(refusal) => done.set(Done::Failed(refusal.message)),
            }
        });
    };
    let choice = move || untrack(|| app.choice());
    let copy_sql = move |_| {
        spawn_local(async move {
            let question = Question::OfflineSql(choice());
            done.set(match app.text(question).await {
                Ok(file) => match copy(&file.text).await {
                    Ok(()) => Done::Copied,
                    Err(_) => Done::Failed("the browser did not let it be copied".to_owned()),
                },
                Err(refusal) => Done::Failed(refusal.message),
            });
            if done.with_untracked(|done| *done == Done::Copied) {
                app.announcement.set("Copied the SQL".to_owned());
                gloo::timers::future::TimeoutFuture::new(2_000).await;
                let _ = done.try_set(Done::Nothing);
            }
        });
    };
    view! {
        <div class="deliver">
            <button class="button" type="button" id="copy-sql" on:click=copy_sql>
                <EitherLabel
                    first=(Icon::Copy, "Copy SQL")
                    second=(Icon::Done, "Copied")
                    is_second=Signal::derive(move || done.get() == Done::Copied)
                />
            </button>
            <button
                class="button"
                type="button"
                id="download-plan"
                title="A plan file, for limbeck apply"
                on:click=move |_| save(Question::PlanFile(choice()))
            >
                {icon(Icon::Download)}
                "Plan file"
            </button>
            <button
                class="button primary"
                type="button"
                id="download-sql"
                title="The offline script, for psql, mysql or sqlite3"
                on:click=move |_| save(Question::OfflineSql(choice()))
            >
                {icon(Icon::Download)}
                "SQL script"
            </button>
            {move || match done.get() {
                Done::Failed(reason) => {
                    Some(
                        view! {
                            <p class="field-error" role="alert">
                                {icon(Icon::Error)} <span><Prose text=reason /></span>
                            </p>
                        },
                    )
                }
                _ => None,
            }}
        </div>
    }
}
