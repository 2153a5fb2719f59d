use leptos::prelude::*;

use super::{Icon, icon};

/// How much a banner matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Information,
    /// Worth looking at before going on.
    Warning,
    /// Something failed; a screen reader says it at once.
    Error,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Information => "banner",
            Self::Warning => "banner warning",
            Self::Error => "banner error",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Information => Icon::Information,
            Self::Warning => Icon::Warning,
            Self::Error => Icon::Error,
        }
    }
}

/// A notice in the flow of a pane.
#[component]
pub fn Banner(
    /// The id of the box.
    id: &'static str,
    /// How much it matters.
    tone: Tone,
    /// What is said, and buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tone.class() id=id role=(tone == Tone::Error).then_some("alert")>
            {icon(tone.icon())}
            <div class="banner-text">{children()}</div>
        </div>
    }
}
