use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::document;

/// Where the choice is kept; `theme.js` reads it before the page is drawn.
const KEY: &str = "limbeck-theme";

/// Which colours the page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Those that the system asks for.
    #[default]
    System,
    /// Light ones.
    Light,
    /// Dark ones.
    Dark,
}

impl Theme {
    /// What was chosen here before.
    pub fn stored() -> Self {
        let name: Option<String> = LocalStorage::raw().get_item(KEY).ok().flatten();
        match name.as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// The name for people and in the page's `data-theme`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The one after it, round.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// Colours the page, and keeps the choice. Where nothing can be kept, the page is coloured
    /// all the same.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            let _ = match self {
                Self::System => root.remove_attribute("data-theme"),
                Self::Light | Self::Dark => root.set_attribute("data-theme", self.name()),
            };
        }
        let _ = LocalStorage::raw().set_item(KEY, self.name());
    }
}
