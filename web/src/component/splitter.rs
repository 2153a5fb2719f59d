use gloo::storage::{LocalStorage, Storage};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Where the width is kept.
const KEY: &str = "limbeck-split";

/// The narrowest and the widest that the pane before the splitter gets, in hundredths.
const LIMITS: (f64, f64) = (25.0, 75.0);

/// What it is before anybody moves it.
const FIRST: f64 = 46.0;

/// The width that was set here before, in hundredths.
pub fn stored_split() -> f64 {
    LocalStorage::get(KEY).map_or(FIRST, |width: f64| width.clamp(LIMITS.0, LIMITS.1))
}

/// The line between two panes, which can be dragged and moved with the arrow keys.
#[component]
pub fn Splitter(
    /// The width of the pane before it, in hundredths of both.
    width: RwSignal<f64>,
    /// The id of the pane before it.
    controls: &'static str,
) -> impl IntoView {
    let set = move |hundredths: f64| {
        let hundredths = hundredths.clamp(LIMITS.0, LIMITS.1);
        width.set(hundredths);
        // Where nothing can be kept, it holds until the page is left.
        let _ = LocalStorage::set(KEY, hundredths);
    };
    let element =
        |event: &PointerEvent| -> Option<Element> { event.current_target()?.dyn_into().ok() };
    let pressed = move |event: PointerEvent| {
        event.prevent_default();
        if let Some(splitter) = element(&event) {
            let _ = splitter.set_pointer_capture(event.pointer_id());
        }
    };
    let moved = move |event: PointerEvent| {
        let Some(splitter) = element(&event) else {
            return;
        };
        if !splitter.has_pointer_capture(event.pointer_id()) {
            return;
        }
        if let Some(panes) = splitter.parent_element() {
            let panes = panes.get_bounding_client_rect();
            let x = f64::from(event.client_x()) - panes.left();
            set(x / panes.width().max(1.0) * 100.0);
        }
    };
    let key = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" => width.get_untracked() - 2.0,
            "ArrowRight" => width.get_untracked() + 2.0,
            "Home" => LIMITS.0,
            "End" => LIMITS.1,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        set(to);
    };
    view! {
        <div
            class="splitter"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label="Width of the graph"
            aria-controls=controls
            aria-valuemin=LIMITS.0.to_string()
            aria-valuemax=LIMITS.1.to_string()
            aria-valuenow=move || format!("{:.0}", width.get())
            on:pointerdown=pressed
            on:pointermove=moved
            on:keydown=key
            on:dblclick=move |_| set(FIRST)
        ></div>
    }
}
