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
    let words = format!("{path}:{line}");
    let row = app.project.with_untracked(|it| it.as_ref()?.row_at(&path));
    let line = u32::try_from(line).ok();
    match row {
        Some(row) => view! {
            <button
                class="place-link"
                type="button"
                data-path=path
                on:click=move |_| {
                    app.visit(row);
                    app.line.set(line);
                }
            >
                {words}
            </button>
        }
        .into_any(),
        None => view! { <span class="place-link" data-path=path>{words}</span> }.into_any(),
    }
}
