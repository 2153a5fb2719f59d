//! Small pieces that the parts of the view share.

use leptos::prelude::*;

use crate::state::{App, search};
use crate::worker::{Cell, Link, Place, Sign};

/// The sign of what the revision did, with its word for a screen reader. Takes its room where there
/// is none, so that names stand below each other.
#[component]
pub(super) fn SignMark(sign: Option<Sign>) -> impl IntoView {
    match sign {
        Some(sign) => view! {
            <span class=format!("sign {}", sign.word()) title=sign.word()>
                <span aria-hidden="true">{sign.glyph()}</span>
                <span class="spoken">{sign.word()}</span>
            </span>
        }
        .into_any(),
        None => view! { <span class="sign" aria-hidden="true"></span> }.into_any(),
    }
}

/// The same as a word with its sign.
#[component]
pub(super) fn SignChip(sign: Sign) -> impl IntoView {
    view! {
        <span class=format!("chip sign-chip {}", sign.word())>
            <span aria-hidden="true">{sign.glyph()}</span>
            {sign.word()}
        </span>
    }
}

/// A name, with what is searched for marked in it; struck through where it was dropped.
#[component]
pub(super) fn FoundName(
    #[prop(into)] text: String,
    #[prop(optional_no_strip)] sign: Option<Sign>,
) -> impl IntoView {
    let app = App::expect();
    let content = move || app.schema.query.with(|query| marked(&text, query));
    match sign {
        Some(Sign::Dropped) => view! { <del>{content}</del> }.into_any(),
        _ => view! { <span>{content}</span> }.into_any(),
    }
}

fn marked(text: &str, query: &str) -> Vec<AnyView> {
    let mut views = Vec::new();
    let mut at = 0;
    for mark in search::marks(text, query) {
        if mark.start > at {
            views.push(text[at..mark.start].to_owned().into_any());
        }
        let found = text[mark.clone()].to_owned();
        views.push(view! { <mark>{found}</mark> }.into_any());
        at = mark.end;
    }
    if at < text.len() {
        views.push(text[at..].to_owned().into_any());
    }
    views
}

/// A value, behind what it was where it changed.
#[component]
pub(super) fn Value(cell: Cell) -> impl IntoView {
    let none = || view! { <span class="quiet">"none"</span> };
    match cell.before {
        None => view! { <span>{cell.text}</span> }.into_any(),
        Some(before) => {
            let was = if before.is_empty() {
                none().into_any()
            } else {
                view! { <del>{before}</del> }.into_any()
            };
            let is = if cell.text.is_empty() {
                none().into_any()
            } else {
                view! { <ins>{cell.text}</ins> }.into_any()
            };
            view! {
                <span class="was-is">
                    <span class="spoken">"was "</span>
                    {was}
                    <span class="arrow" aria-hidden="true">" → "</span>
                    <span class="spoken">", is now "</span>
                    {is}
                </span>
            }
            .into_any()
        }
    }
}

/// The statement that made something, which opens its revision's script at the line.
#[component]
pub(super) fn PlaceLink(
    /// The statement.
    place: Place,
    /// Whether the file is shown, rather than the revision.
    #[prop(optional)]
    is_whole: bool,
) -> impl IntoView {
    let app = App::expect();
    let words = format!("{}:{}", place.path, place.line);
    let row = app
        .project
        .with_untracked(|it| it.as_ref()?.row_at(&place.path));
    let Some(row) = row else {
        return view! { <span class="place-link" data-path=place.path>{words}</span> }.into_any();
    };
    let shown = app.project.with_untracked(|project| {
        let project = project.as_ref()?;
        Some(if is_whole {
            let below = place.path.strip_prefix(&project.folder);
            format!("{}:{}", below.unwrap_or(&place.path), place.line)
        } else {
            let row = project.overview.rows.get(row)?;
            format!("{}:{}", row.id, place.line)
        })
    });
    let line = place.line;
    let label = format!("Open {words}");
    view! {
        <button
            class="place-link"
            type="button"
            data-path=place.path
            data-line=line.to_string()
            title=label
            on:click=move |_| {
                app.visit(row);
                app.line.set(Some(line));
            }
        >
            {shown.unwrap_or(words)}
        </button>
    }
    .into_any()
}

/// Leads to another object.
#[component]
pub(super) fn ObjectLink(link: Link) -> impl IntoView {
    let app = App::expect();
    let key = link.key.clone();
    view! {
        <button
            class="object-link"
            type="button"
            data-object=link.key
            on:click=move |_| app.look_at(Some(key.clone()))
        >
            {link.name}
        </button>
    }
}
