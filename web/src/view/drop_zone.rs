use leptos::ev::DragEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::component::{Icon, icon};
use crate::open::{self, Purpose};
use crate::state::{App, Stage};

/// Lets folders and files be dropped anywhere on what is inside it.
#[component]
pub fn DropZone(
    /// The page.
    children: Children,
) -> impl IntoView {
    let app = App::expect();
    // Entering a child comes before leaving its parent, so the two are counted.
    let depth = RwSignal::new(0_i32);
    let is_open = move || app.stage.with(|stage| *stage == Stage::Open);
    let holds_files =
        |event: &DragEvent| event.data_transfer().is_some_and(|it| open::has_files(&it));
    view! {
        <div
            class="page"
            on:dragenter=move |event| {
                if holds_files(&event) {
                    event.prevent_default();
                    depth.update(|depth| *depth += 1);
                }
            }
            on:dragover=move |event| {
                if holds_files(&event) {
                    event.prevent_default();
                }
            }
            on:dragleave=move |event| {
                if holds_files(&event) {
                    depth.update(|depth| *depth = (*depth - 1).max(0));
                }
            }
            on:drop=move |event| {
                depth.set(0);
                if let Some(transfer) = event.data_transfer() && open::has_files(&transfer) {
                    event.prevent_default();
                    open::dropped(app, purpose(&event), &transfer);
                }
            }
        >
            {children()}
            <Show when=move || { depth.get() > 0 }>
                <div class="drop-notice" aria-hidden="true">
                    <div data-drop="open">{icon(Icon::Folder)} <p>"Drop the folder to open it"</p></div>
                    <Show when=is_open>
                        <div data-drop="compare">
                            {icon(Icon::Compare)} <p>"Drop it here to compare with it"</p>
                        </div>
                    </Show>
                </div>
            </Show>
        </div>
    }
}

/// What the place is for that something is dropped on.
fn purpose(event: &DragEvent) -> Purpose {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let place = target.and_then(|it| it.closest("[data-drop='compare']").ok().flatten());
    place.map_or(Purpose::Open, |_| Purpose::Compare)
}
