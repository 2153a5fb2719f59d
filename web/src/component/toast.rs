use gloo::timers::future::TimeoutFuture;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Icon, icon};

/// How long a toast stays, in milliseconds.
const STAYS: u32 = 10_000;

/// How long it stays on once nothing points at it any more.
const STAYS_ON: u32 = 3_000;

/// A notice over the page's lower edge.
#[component]
pub fn Toast<F>(
    /// The id of the box.
    id: &'static str,
    /// What is drawn before it.
    icon: Icon,
    /// What takes it away; with one, it can be closed.
    #[prop(optional, into)]
    close: Option<Callback<()>>,
    /// Whether it goes by itself.
    stays: Stays,
    /// What is said, and buttons.
    children: TypedChildren<F>,
) -> impl IntoView
where
    F: IntoView,
{
    let node = NodeRef::<Div>::new();
    if let (Stays::AWhile, Some(close)) = (stays, close) {
        spawn_local(async move {
            TimeoutFuture::new(STAYS).await;
            // Nobody should have to hurry who is about to use it.
            while node
                .try_get_untracked()
                .flatten()
                .is_some_and(|node| node.matches(":hover, :focus-within").unwrap_or(false))
            {
                TimeoutFuture::new(STAYS_ON).await;
            }
            if node.try_get_untracked().flatten().is_some() {
                close.run(());
            }
        });
    }
    view! {
        <div
            class="toast"
            id=id
            node_ref=node
            role=(stays == Stays::UntilClosed).then_some("alert")
        >
            {self::icon(icon)}
            <div class="toast-text">{children.into_inner()()}</div>
            {close
                .map(|close| {
                    view! {
                        <button
                            class="button quiet square small"
                            type="button"
                            aria-label="Close"
                            on:click=move |_| close.run(())
                        >
                            {self::icon(Icon::Close)}
                        </button>
                    }
                })}
        </div>
    }
}

/// Whether a toast goes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// It goes after a while: what it offers is a convenience.
    AWhile,
    /// It stays, and a screen reader says it at once.
    UntilClosed,
}
