use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::component::{Icon, icon};
use crate::open::{self, Purpose};
use crate::state::App;

/// The id of the input that takes the other folder.
const INPUT: &str = "compare-input";

/// A button that picks the folder to compare with: by the browser's picker where there is one, and
/// otherwise, or for automation, by the input that it belongs to.
#[component]
pub fn CompareButton(
    /// The id.
    id: &'static str,
    /// How it looks.
    class: &'static str,
    /// How its words look: some places have no room for them.
    #[prop(default = "")]
    words: &'static str,
) -> impl IntoView {
    let app = App::expect();
    view! {
        <button
            class=class
            type="button"
            id=id
            title="Compare with another branch's folder"
            aria-label="Compare with…"
            on:click=move |_| pick(app)
        >
            {icon(Icon::Compare)}
            <span class=words>"Compare with…"</span>
        </button>
    }
}

/// Lets the person pick the other folder.
pub fn pick(app: App) {
    if open::can_pick_folders() {
        open::pick_folder(app, Purpose::Compare);
        return;
    }
    let element = document().get_element_by_id(INPUT);
    if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// The input behind the buttons.
#[component]
pub fn CompareInput() -> impl IntoView {
    let app = App::expect();
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            input.set_webkitdirectory(true);
        }
    });
    let changed = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(files) = input.files() {
            open::picked(app, Purpose::Compare, &files);
        }
        // The same folder may be picked again, after it was mended.
        input.set_value("");
    };
    view! {
        <div hidden>
            <input
                type="file"
                id=INPUT
                aria-label="Compare with a folder"
                node_ref=input
                multiple
                on:change=changed
            />
        </div>
    }
}
