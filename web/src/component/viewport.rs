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
    width: RwSignal<f64>,
    height: RwSignal<f64>,
    row_height: RwSignal<f64>,
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
            width: RwSignal::new(0.0),
            height: RwSignal::new(0.0),
            row_height: RwSignal::new(row_height),
            head,
        };
        viewport.follow_size();
        viewport
    }

    /// Follows the size of the box as long as the component lives.
    fn follow_size(self) {
        Effect::new(move |_| {
            let Some(node) = self.node.get() else { return };
            self.measure(&node);
            let changed = Closure::<dyn FnMut(Array)>::new(move |_| {
                if let Some(Some(node)) = self.node.try_get_untracked() {
                    self.measure(&node);
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

    /// Takes the size of the box over. A list that is not seen has none, and keeps what it had.
    fn measure(self, node: &web_sys::Element) {
        let width = f64::from(node.client_width());
        if width > 0.0 {
            let _ = self.width.try_set(width);
            let _ = self.height.try_set(self.inner_height(node));
        }
    }

    /// The height that is left for rows.
    fn inner_height(self, node: &web_sys::Element) -> f64 {
        f64::from(node.client_height()) - self.head
    }

    /// How wide the box is inside; tracked. 0 before it is laid out.
    pub fn width(self) -> f64 {
        self.width.get()
    }

    /// Makes the rows so high. What stood at the top stays there.
    pub fn set_row_height(self, row_height: f64) {
        let before = self.row_height.get_untracked();
        if (before - row_height).abs() < f64::EPSILON {
            return;
        }
        self.row_height.set(row_height);
        let top = self.top.get_untracked() / before * row_height;
        // The list gets its new height first.
        request_animation_frame(move || {
            if let Some(Some(node)) = self.node.try_get_untracked() {
                scroll(&node, top);
            }
        });
    }

    /// The box was scrolled.
    pub fn scrolled(self) {
        if let Some(node) = self.node.get_untracked() {
            self.top.set(f64::from(node.scroll_top()));
        }
    }

    /// The rows to have, of `count`; tracked.
    pub fn window(self, count: usize) -> Range<usize> {
        let row_height = self.row_height.get();
        state::window(self.top.get(), self.height.get(), row_height, count)
    }

    /// The rows that are seen, of `count`; tracked.
    pub fn seen(self, count: usize) -> Range<usize> {
        let row_height = self.row_height.get();
        state::seen(self.top.get(), self.height.get(), row_height, count)
    }

    /// Scrolls so that `row` is seen, if it is not.
    pub fn reveal(self, row: usize) {
        let Some(node) = self.node.get_untracked() else {
            return;
        };
        let top = f64::from(node.scroll_top());
        let height = self.inner_height(&node);
        let row_height = self.row_height.get_untracked();
        if let Some(wanted) = state::reveal(row, top, height, row_height) {
            scroll(&node, wanted);
        }
    }

    /// Scrolls so that `row` is the first one.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a list has fewer than 2^52 rows"
    )]
    pub fn put_at_top(self, row: usize) {
        if let Some(node) = self.node.get_untracked() {
            scroll(&node, row as f64 * self.row_height.get_untracked());
        }
    }

    /// How many rows are seen at once.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a height is small, and never negative"
    )]
    pub fn page(self) -> usize {
        ((self.height.get_untracked() / self.row_height.get_untracked()) as usize)
            .saturating_sub(2)
            .max(1)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a page is lower than 2^31 pixels"
)]
fn scroll(node: &web_sys::Element, top: f64) {
    node.set_scroll_top(top as i32);
}
