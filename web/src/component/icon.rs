use leptos::prelude::*;

/// The pictures on buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A folder.
    Folder,
    /// A page of text.
    File,
    /// A magnifying glass.
    Search,
    /// An arrow upwards.
    Up,
    /// An arrow downwards.
    Down,
    /// A cross.
    Close,
    /// Two sheets.
    Copy,
    /// An arrow into a tray.
    Download,
    /// A sun.
    Light,
    /// A moon.
    Dark,
    /// A disc that is half dark.
    System,
    /// A question mark.
    Help,
    /// A triangle with an exclamation mark.
    Warning,
    /// A disc with an exclamation mark.
    Error,
    /// A disc with an i.
    Information,
    /// A tick.
    Done,
    /// Lanes that part.
    Graph,
    /// A list with numbers.
    Plan,
    /// An arrow to the right.
    Right,
    /// An arrow to the left.
    Left,
    /// A table.
    Schema,
    /// An angle that points down.
    Chevron,
    /// Two columns beside each other.
    Compare,
    /// Two arrows that meet.
    Conflict,
    /// Two arrows that pass each other.
    Swap,
    /// A page of text with a plus sign.
    Add,
    /// An arrow that turns back.
    Back,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Folder => {
                "M1.75 4.25v8a1 1 0 0 0 1 1h10.5a1 1 0 0 0 1-1v-6.5a1 1 0 0 0-1-1H8L6.5 3.25H2.75a1 1 0 0 0-1 1Z"
            }
            Self::File => {
                "M9.25 1.75h-5a1 1 0 0 0-1 1v10.5a1 1 0 0 0 1 1h7.5a1 1 0 0 0 1-1v-8zM9 2v3.5h3.5M5.5 8.5h5M5.5 11h5"
            }
            Self::Search => {
                "M7 11.75a4.75 4.75 0 1 0 0-9.5 4.75 4.75 0 0 0 0 9.5ZM10.5 10.5l3.75 3.75"
            }
            Self::Up => "M8 13V3.25M3.75 7.25 8 3l4.25 4.25",
            Self::Down => "M8 3v9.75M3.75 8.75 8 13l4.25-4.25",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Copy => {
                "M5.75 5.75v-3a1 1 0 0 1 1-1h6.5a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1h-3M2.75 5.75h6.5a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1h-6.5a1 1 0 0 1-1-1v-6.5a1 1 0 0 1 1-1Z"
            }
            Self::Download => "M8 2v8.25M4.5 7 8 10.5 11.5 7M2.25 13.75h11.5",
            Self::Light => {
                "M8 10.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM8 1.25v1.5M8 13.25v1.5M1.25 8h1.5M13.25 8h1.5M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1"
            }
            Self::Dark => "M13.75 9.5A6 6 0 1 1 6.5 2.25a4.75 4.75 0 0 0 7.25 7.25Z",
            Self::System => {
                "M8 14.25A6.25 6.25 0 1 0 8 1.75a6.25 6.25 0 0 0 0 12.5ZM8 2v12M9.5 4h2M9.5 6.7h3.8M9.5 9.3h3.8M9.5 12h2"
            }
            Self::Help => {
                "M8 14.25A6.25 6.25 0 1 0 8 1.75a6.25 6.25 0 0 0 0 12.5ZM6.25 6.25A1.75 1.75 0 1 1 8.5 7.9c-.35.13-.5.4-.5.75v.6M8 11.2v.1"
            }
            Self::Warning => "M8 2.25 14.5 13.5h-13zM8 6.5v3.25M8 11.6v.1",
            Self::Error => {
                "M8 14.25A6.25 6.25 0 1 0 8 1.75a6.25 6.25 0 0 0 0 12.5ZM8 4.75v4M8 11.1v.1"
            }
            Self::Information => {
                "M8 14.25A6.25 6.25 0 1 0 8 1.75a6.25 6.25 0 0 0 0 12.5ZM8 7.25v4M8 4.9v.1"
            }
            Self::Done => "m3 8.5 3.25 3.25L13 4.75",
            Self::Graph => {
                "M4.5 5.25v5.5M4.5 5.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM4.5 14.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM11.5 7.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM11.5 7.25c0 3-4 2-6.2 4"
            }
            Self::Plan => {
                "M6.5 3.75h7.25M6.5 8h7.25M6.5 12.25h7.25M2 3.25l1-.75v3M2 7.2c.6-1 2-.6 1.6.4L2 9.5h1.75M2 11.2c1.2-.8 2.2.5 1 1 1.2.4.3 1.9-1 1.1"
            }
            Self::Left => "M13 8H3.25M7.25 3.75 3 8l4.25 4.25",
            Self::Schema => {
                "M2.75 3.25h10.5a.5.5 0 0 1 .5.5v8.5a.5.5 0 0 1-.5.5H2.75a.5.5 0 0 1-.5-.5v-8.5a.5.5 0 0 1 .5-.5ZM2.25 6.5h11.5M6.25 6.5v6.25"
            }
            Self::Chevron => "m4 6 4 4 4-4",
            Self::Add => {
                "M8.5 13.25H4.25a1 1 0 0 1-1-1V2.75a1 1 0 0 1 1-1h5l3.25 3.25v2.5M9 2v3.5h3.5M12 10v4.5M9.75 12.25h4.5"
            }
            Self::Back => "M2.75 5.75h7a3.75 3.75 0 0 1 0 7.5H6M5.75 2.75l-3 3 3 3",
            Self::Right => "M3 8h9.75M8.75 3.75 13 8l-4.25 4.25",
            Self::Compare => {
                "M2.75 3.25h3.5v9.5h-3.5a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1ZM9.75 3.25h3.5a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-3.5M8 1.5v13"
            }
            Self::Conflict => {
                "M1.5 8h4.75M4 5.5 6.5 8 4 10.5M14.5 8H9.75M12 5.5 9.5 8l2.5 2.5M8 2.5v2M8 11.5v2"
            }
            Self::Swap => "M2.5 5.5h10.5M10.5 3 13 5.5 10.5 8M13.5 10.5H3M5.5 8 3 10.5 5.5 13",
        }
    }
}

/// An icon of 16 pixels in the colour of the text. It says nothing to a screen reader: what it
/// stands on has a name.
pub fn icon(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
}
