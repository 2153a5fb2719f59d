use leptos::prelude::*;

use super::{Icon, icon};

/// What stands in the place of something that there is not: what that means, and what to do.
#[component]
pub fn Empty(
    /// The id of the box.
    id: &'static str,
    /// What is drawn above it.
    icon: Icon,
    /// What there is not.
    #[prop(into)]
    title: String,
    /// What it means, and buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty" id=id>
            {self::icon(icon)}
            <p class="empty-title">{title}</p>
            {children()}
        </div>
    }
}
