use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::component::{EitherLabel, Icon, copy, download, icon};
use crate::state::{App, HeldBack};

/// What a button did last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Nothing,
    Copied,
    Failed(&'static str),
}

/// Buttons that hand over the script, or the reason why they do not.
#[component]
pub fn Deliver() -> impl IntoView {
    let app = App::expect();
    let done = RwSignal::new(Done::Nothing);
    let held_back = Memo::new(move |_| app.declaring.held_back());
    let save = move |_| {
        spawn_local(async move {
            let Some(file) = app.new_script().await else {
                return;
            };
            match download(&file) {
                Ok(()) => {
                    let _ = done.try_set(Done::Nothing);
                    app.announcement.set(format!("Saved {}", file.name));
                }
                Err(_) => {
                    let _ = done.try_set(Done::Failed("The browser did not save it."));
                }
            }
        });
    };
    let copy_script = move |_| {
        spawn_local(async move {
            let Some(file) = app.new_script().await else {
                return;
            };
            let copied = copy(&file.text).await;
            let _ = done.try_set(match copied {
                Ok(()) => Done::Copied,
                Err(_) => Done::Failed("The browser did not let it be copied."),
            });
            if copied.is_ok() {
                app.announcement.set("Copied the script".to_owned());
                gloo::timers::future::TimeoutFuture::new(2_000).await;
                let _ = done.try_set(Done::Nothing);
            }
        });
    };
    let is_held_back = move || held_back.get().is_some();
    let described = move || match held_back.get() {
        Some(HeldBack::Undecided(_)) => Some("held-back"),
        Some(HeldBack::Faulty) => Some("declared-stale"),
        Some(HeldBack::Empty) | None => None,
    };
    view! {
        <div class="deliver declared-deliver">
            <button
                class="button"
                type="button"
                id="copy-revision"
                disabled=is_held_back
                aria-describedby=described
                on:click=copy_script
            >
                <EitherLabel
                    first=(Icon::Copy, "Copy")
                    second=(Icon::Done, "Copied")
                    is_second=Signal::derive(move || done.get() == Done::Copied)
                />
            </button>
            <button
                class="button primary"
                type="button"
                id="download-revision"
                disabled=is_held_back
                aria-describedby=described
                title="Put it beside the other scripts"
                on:click=save
            >
                {icon(Icon::Download)}
                "Download"
            </button>
        </div>
        {move || match (held_back.get(), done.get()) {
            (Some(HeldBack::Undecided(count)), _) => {
                Some(
                    view! {
                        <p class="held-back" id="held-back" role="status">
                            {icon(Icon::Information)}
                            {undecided(count)}
                        </p>
                    }
                        .into_any(),
                )
            }
            (None, Done::Failed(reason)) => {
                Some(
                    view! {
                        <p class="field-error" role="alert">
                            {icon(Icon::Error)} <span>{reason}</span>
                        </p>
                    }
                        .into_any(),
                )
            }
            (Some(HeldBack::Faulty | HeldBack::Empty) | None, _) => None,
        }}
    }
}

/// Why a script with undecided renames is held back.
fn undecided(count: usize) -> String {
    let until = match count {
        1 => "the rename is decided".to_owned(),
        count => format!("{count} renames are decided"),
    };
    format!("Held back until {until}, since it would drop what is there.")
}
