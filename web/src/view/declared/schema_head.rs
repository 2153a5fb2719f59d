use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use crate::component::{EitherLabel, Icon, Prose, icon};
use crate::open::declared_files;
use crate::state::App;

/// The head of the declared schema: its file, and what can be done with it.
#[component]
pub fn SchemaHead() -> impl IntoView {
    let app = App::expect();
    let declaring = app.declaring;
    let is_untouched = move || declaring.draft.with(|draft| draft.files.is_none());
    let is_given = move || declaring.draft.with(|draft| !draft.given.is_empty());
    let can_put_back = Memo::new(move |_| declaring.draft.with(|draft| draft.replaced.is_some()));
    let reset = move |_| {
        declaring.unopened.set(None);
        declaring.draft.update(|draft| {
            if draft.replaced.is_some() {
                draft.put_back();
            } else if draft.files.is_some() {
                draft.replace(None);
            }
        });
    };
    view! {
        <div class="declared-head">
            <h3 id="declared-title">"Declared schema"</h3>
            <Files />
            <div class="declared-actions">
                <button
                    class="button quiet small"
                    type="button"
                    id="reset-declared"
                    disabled=move || is_untouched() && !can_put_back.get()
                    title=move || {
                        if can_put_back.get() {
                            "Put back what was here before"
                        } else if is_given() {
                            "Begin again with the schema that the project declares"
                        } else {
                            "Begin again with the schema that the history has"
                        }
                    }
                    on:click=reset
                >
                    <EitherLabel
                        first=(Icon::Back, "Reset")
                        second=(Icon::Back, "Undo")
                        is_second=can_put_back
                    />
                </button>
                <Picker picks=Picks::File />
                <Picker picks=Picks::Folder />
            </div>
        </div>
        {move || {
            declaring
                .unopened
                .get()
                .map(|reason| {
                    view! {
                        <p class="field-error declared-unopened" id="declared-unopened" role="alert">
                            {icon(Icon::Error)} <span><Prose text=reason /></span>
                        </p>
                    }
                })
        }}
    }
}

/// The file that is edited, and the way to the others.
#[component]
fn Files() -> impl IntoView {
    let declaring = App::expect().declaring;
    let paths = Memo::new(move |_| {
        declaring.draft.with(|draft| {
            let files = draft.files().iter();
            files.map(|file| file.path.clone()).collect::<Vec<_>>()
        })
    });
    let path = Memo::new(move |_| declaring.path());
    move || {
        let paths = paths.get();
        if paths.len() < 2 {
            return view! { <code class="declared-path quiet">{move || path.get()}</code> }
                .into_any();
        }
        let known = paths.clone();
        view! {
            <select
                id="declared-file"
                class="declared-path"
                aria-label="File of the declared schema"
                prop:value=move || path.get()
                on:change=move |event| {
                    let chosen = event_target_value(&event);
                    if let Some(place) = known.iter().position(|it| *it == chosen) {
                        declaring.draft.update(|draft| draft.active = place);
                    }
                }
            >
                {paths
                    .into_iter()
                    .map(|it| {
                        let is_active = {
                            let it = it.clone();
                            move || path.get() == it
                        };
                        view! {
                            <option value=it.clone() selected=is_active>
                                {it.clone()}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        }
        .into_any()
    }
}

/// What a picker opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Picks {
    File,
    Folder,
}

/// A button that opens files as the declared schema, and the input behind it.
#[component]
fn Picker(picks: Picks) -> impl IntoView {
    let (id, label, text, picture) = match picks {
        Picks::File => ("declared-file-input", "Open a file…", "File…", Icon::File),
        Picks::Folder => (
            "declared-folder-input",
            "Open a folder of files…",
            "Folder…",
            Icon::Folder,
        ),
    };
    let declaring = App::expect().declaring;
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            input.set_webkitdirectory(picks == Picks::Folder);
        }
    });
    let changed = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(files) = input.files().filter(|files| files.length() > 0) else {
            return;
        };
        spawn_local(async move {
            match declared_files(&files).await {
                Ok(files) => declaring.open(files),
                Err(reason) => declaring.unopened.set(Some(reason)),
            }
            // The same file may be picked again, after it was changed.
            input.set_value("");
        });
    };
    view! {
        <button
            class="button small"
            type="button"
            title=label
            aria-label=label
            on:click=move |_| {
                if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }
        >
            {icon(picture)}
            {text}
        </button>
        <input
            type="file"
            hidden
            id=id
            aria-label=label
            node_ref=input
            multiple=picks == Picks::Folder
            on:change=changed
        />
    }
}
