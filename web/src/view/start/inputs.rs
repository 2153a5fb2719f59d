use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::component::{Icon, icon};
use crate::open::{self, Purpose};
use crate::state::App;

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
                    open::pick_folder(app, Purpose::Open);
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

/// A button that opens files.
#[component]
pub fn FilesButton() -> impl IntoView {
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
            open::picked(app, Purpose::Open, &files);
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
