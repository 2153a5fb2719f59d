use leptos::prelude::*;

use crate::state::App;

/// A file and line, which leads to the script of the file's revision.
#[component]
pub fn Place(
    /// The file.
    path: String,
    /// The line, from 1.
    line: usize,
) -> impl IntoView {
    let app = App::expect();
    let title = format!("{path}:{line}");
    let (row, words) = app.project.with_untracked(|project| {
        let folder = project.as_ref().map_or("", |it| it.folder.as_str());
        // What all scripts are in says nothing of one of them.
        let words = title.strip_prefix(folder).unwrap_or(&title).to_owned();
        (project.as_ref().and_then(|it| it.row_at(&path)), words)
    });
    let line = u32::try_from(line).ok();
    match row {
        Some(row) => view! {
            <button
                class="place-link"
                type="button"
                data-path=path
                title=title
                on:click=move |_| {
                    app.visit(row);
                    app.line.set(line);
                }
            >
                {words}
            </button>
        }
        .into_any(),
        None => {
            view! { <span class="place-link" data-path=path title=title>{words}</span> }.into_any()
        }
    }
}
