use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::notice::counted;
use crate::component::{Icon, icon};
use crate::open;
use crate::state::App;
use crate::worker::{OpenError, examples};

/// What is shown before anything is open: what this is, and the ways to begin.
#[component]
pub fn Start(
    /// Why opening failed.
    error: Option<OpenError>,
) -> impl IntoView {
    let app = App::expect();
    let wanted = crate::state::wanted_from_link();
    view! {
        <main id="main" class="start" tabindex="-1">
            <div class="start-column">
                <h1>"See what your migrations will do, before they do it"</h1>
                <p class="start-lead">
                    "Limbeck reads a folder of migration scripts, draws the graph of its revisions, "
                    "and plans any upgrade or downgrade as SQL that you can read, save and run."
                </p>
                {error.map(|error| view! { <OpenFailed error=error /> })}
                {wanted
                    .map(|what| {
                        view! {
                            <p class="banner" id="link-notice">
                                {icon(Icon::Information)}
                                <span>
                                    {format!(
                                        "This link shows {what} of a folder on somebody's disk. Open the folder to see it.",
                                    )}
                                </span>
                            </p>
                        }
                    })}
                <div class="drop-target" id="drop-target">
                    {icon(Icon::Folder)} <p class="drop-target-title">"Drop a folder of migrations here"</p>
                    <div class="drop-target-buttons">
                        <FolderButton class="button primary" />
                        <FilesButton />
                    </div>
                    <p class="quiet">
                        "Scripts are " <code>".sql"</code> " files with a "
                        <code>"-- revision:"</code> " header. Nothing leaves this browser."
                    </p>
                </div>
                <h2>"Or look at an example"</h2>
                <ul class="examples">
                    {examples()
                        .iter()
                        .map(|example| {
                            view! {
                                <li>
                                    <button
                                        class="example"
                                        type="button"
                                        data-example=example.name
                                        on:click=move |_| app.open_example(example.name)
                                    >
                                        <span class="example-title">{example.title} {icon(Icon::Right)}</span>
                                        <span class="quiet">{example.description}</span>
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        </main>
    }
}

/// A button that opens a folder: by the browser's picker where there is one, and otherwise, or
/// for automation, by the input that it belongs to.
#[component]
pub fn FolderButton(
    /// How it looks.
    class: &'static str,
) -> impl IntoView {
    let app = App::expect();
    view! {
        <button
            class=class
            type="button"
            id="open-folder"
            on:click=move |_| {
                if open::can_pick_folders() {
                    open::pick_folder(app);
                } else {
                    click("folder-input");
                }
            }
        >
            {icon(Icon::Folder)}
            "Open a folder…"
        </button>
    }
}

#[component]
fn FilesButton() -> impl IntoView {
    view! {
        <button class="button" type="button" id="open-files" on:click=|_| click("files-input")>
            {icon(Icon::File)}
            "Open files…"
        </button>
    }
}

/// The inputs behind the buttons. They are there all the time, so that a pick does not depend on
/// what is shown.
#[component]
pub fn FileInputs() -> impl IntoView {
    let app = App::expect();
    let folder = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(folder) = folder.get() {
            folder.set_webkitdirectory(true);
        }
    });
    let changed = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(files) = input.files() {
            open::picked(app, &files);
        }
        // The same folder may be picked again, after it was mended.
        input.set_value("");
    };
    view! {
        <div hidden>
            <input
                type="file"
                id="folder-input"
                aria-label="Open a folder"
                node_ref=folder
                multiple
                on:change=changed
            />
            <input
                type="file"
                id="files-input"
                aria-label="Open files"
                multiple
                on:change=changed
            />
        </div>
    }
}

fn click(id: &str) {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.click();
    }
}

#[component]
fn OpenFailed(error: OpenError) -> impl IntoView {
    let (title, help) = match &error {
        OpenError::Empty { name } => (
            format!("{name} is empty"),
            "Open the folder that holds the scripts, or one above it.".to_owned(),
        ),
        OpenError::NoScripts { name, files, some } => (
            format!("There are no migration scripts in {name}"),
            format!(
                "It has {} ({}), and none whose name ends in .sql. A script is an SQL file that \
                 begins with a line like “-- revision: ae1027a6acf0”.",
                counted(*files as usize, "file", "files"),
                some_of(some, *files as usize),
            ),
        ),
        OpenError::Unreadable { name, reason } => (
            format!("{name} could not be read"),
            format!("The browser says: {reason}. Open the folder again; it may have changed."),
        ),
        OpenError::NotServed { reason } => (
            "The served project could not be fetched".to_owned(),
            format!("{reason}. Is limbeck serve still running? Reload the page once it is."),
        ),
        OpenError::NoSuchExample { name } => (
            format!("There is no example called {name}"),
            "Choose one of those below.".to_owned(),
        ),
    };
    view! {
        <div class="banner error" role="alert" id="open-error">
            {icon(Icon::Error)}
            <div>
                <p class="banner-title">{title}</p>
                <p>{help}</p>
            </div>
        </div>
    }
}

fn some_of(some: &[String], all: usize) -> String {
    let named = some.join(", ");
    if all > some.len() {
        format!("{named}, …")
    } else {
        named
    }
}
