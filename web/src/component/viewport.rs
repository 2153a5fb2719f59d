use std::ops::Range;

use js_sys::Array;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::ResizeObserver;

use crate::state;

/// A box that scrolls over a long list, of which it shows a window.
#[derive(Debug, Clone, Copy)]
pub struct Viewport {
    /// The box; its component must set this as its `node_ref` and call [`Self::scrolled`].
    pub node: NodeRef<Div>,
    top: RwSignal<f64>,
    height: RwSignal<f64>,
    row_height: f64,
    head: f64,
}

impl Viewport {
    /// A box over rows of `row_height` pixels.
    pub fn new(row_height: f64) -> Self {
        Self::with_head(row_height, 0.0)
    }

    /// A box over rows of `row_height` pixels, above which a head of `head` pixels stays in sight.
    pub fn with_head(row_height: f64, head: f64) -> Self {
        let viewport = Self {
            node: NodeRef::new(),
            top: RwSignal::new(0.0),
            height: RwSignal::new(0.0),
            row_height,
            head,
        };
        viewport.follow_height();
        viewport
    }

    /// Follows the height of the box as long as the component lives.
    fn follow_height(self) {
        Effect::new(move |_| {
            let Some(node) = self.node.get() else { return };
            self.height.set(self.inner_height(&node));
            let changed = Closure::<dyn FnMut(Array)>::new(move |_| {
                if let Some(Some(node)) = self.node.try_get_untracked() {
                    let _ = self.height.try_set(self.inner_height(&node));
                }
            });
            let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) else {
                return;
            };
            observer.observe(&node);
            let held = StoredValue::new_local((observer, changed));
            on_cleanup(move || {
                held.try_with_value(|(observer, _)| observer.disconnect());
            });
        });
    }

    /// The height that is left for rows.
    fn inner_height(self, node: &web_sys::Element) -> f64 {
        f64::from(node.client_height()) - self.head
    }

    /// The box was scrolled.
    pub fn scrolled(self) {
        if let Some(node) = self.node.get_untracked() {
            self.top.set(f64::from(node.scroll_top()));
        }
    }

    /// The rows to have, of `count`; tracked.
    pub fn window(self, count: usize) -> Range<usize> {
        state::window(self.top.get(), self.height.get(), self.row_height, count)
    }

    /// Scrolls so that `row` is seen, if it is not.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a page is lower than 2^31 pixels"
    )]
    pub fn reveal(self, row: usize) {
        let Some(node) = self.node.get_untracked() else {
            return;
        };
        let top = f64::from(node.scroll_top());
        let height = self.inner_height(&node);
        if let Some(wanted) = state::reveal(row, top, height, self.row_height) {
            node.set_scroll_top(wanted as i32);
        }
    }

    /// How many rows are seen at once.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a height is small, and never negative"
    )]
    pub fn page(self) -> usize {
        ((self.height.get_untracked() / self.row_height) as usize)
            .saturating_sub(2)
            .max(1)
    }
}
