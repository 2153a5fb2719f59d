use leptos::prelude::*;

use crate::component::{Icon, Prose, Stays, Toast};
use crate::state::App;

/// The notices over the page's lower edge.
#[component]
pub fn Toasts() -> impl IntoView {
    view! {
        <div class="toasts">
            <Stale />
            <Misread />
            <Undone />
        </div>
    }
}

/// What is shown while the page cannot follow the served project.
#[component]
fn Stale() -> impl IntoView {
    let app = App::expect();
    move || {
        app.stale.get().map(|reason| {
            let words = format!("not following: {reason}. The page shows the project as it was");
            view! {
                <Toast id="stale" icon=Icon::Warning stays=Stays::UntilClosed>
                    <p>
                        <Prose text=words />
                    </p>
                </Toast>
            }
        })
    }
}

/// What the address asks for and there is not.
#[component]
fn Misread() -> impl IntoView {
    let app = App::expect();
    move || {
        let misread = app.misread.get();
        (!misread.is_empty()).then(|| {
            let words: Vec<_> = misread
                .iter()
                .map(|it| format!("the {} “{}”", it.field, it.value))
                .collect();
            let words = format!(
                "The link asks for {}, which there is not.",
                words.join(" and ")
            );
            view! {
                <Toast
                    id="misread"
                    icon=Icon::Error
                    close=Callback::new(move |()| app.misread.set(std::sync::Arc::default()))
                    stays=Stays::UntilClosed
                >
                    <p>{words}</p>
                </Toast>
            }
        })
    }
}

/// What a key or a button did to the plan, and the way to take it back.
#[component]
fn Undone() -> impl IntoView {
    let app = App::expect();
    move || {
        app.undo.get().map(|undo| {
            view! {
                <Toast
                    id="undo-toast"
                    icon=Icon::Plan
                    close=Callback::new(move |()| app.undo.set(None))
                    stays=Stays::AWhile
                >
                    <p>{undo.done}</p>
                    <button
                        class="button small"
                        type="button"
                        id="undo"
                        aria-keyshortcuts="u"
                        on:click=move |_| app.undo()
                    >
                        "Undo "
                        <kbd aria-hidden="true">"u"</kbd>
                    </button>
                </Toast>
            }
        })
    }
}
