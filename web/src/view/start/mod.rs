//! The start screen: what this is, and the ways to begin.

mod failed;
mod inputs;

use leptos::prelude::*;

use crate::component::{Banner, Icon, Tone, icon};
use crate::state::{App, is_served, wanted_from_link};
use crate::worker::{OpenError, examples};
use failed::OpenFailed;
pub use failed::{Failure, FailureText};
pub use inputs::FileInputs;
use inputs::{FilesButton, FolderButton};

/// A script, to show what one looks like.
const SCRIPT: &[(&str, &str)] = &[
    ("comment", "-- revision: ae1027a6acf0"),
    ("comment", "-- down_revision: 1975ea83b712"),
    ("comment", "-- message: add email to account"),
    ("", ""),
    ("marker", "-- migrate:up"),
    ("", "ALTER TABLE account ADD COLUMN email TEXT;"),
    ("", ""),
    ("marker", "-- migrate:down"),
    ("", "ALTER TABLE account DROP COLUMN email;"),
];

/// What is shown before anything is open: what this is, and the ways to begin.
#[component]
pub fn Start(
    /// Why opening failed.
    error: Option<OpenError>,
) -> impl IntoView {
    let app = App::expect();
    let wanted = wanted_from_link();
    view! {
        <main id="main" class="start" tabindex="-1">
            <div class="start-page">
                <div class="start-open">
                    <h1>"See what your migrations will do, before they do it"</h1>
                    <p class="start-lead">
                        "Limbeck reads a folder of migration scripts, draws the graph of its \
                         revisions, and plans any upgrade or downgrade as SQL that you can read, \
                         save and run."
                    </p>
                    {error.map(|error| view! { <OpenFailed error=error /> })}
                    {wanted
                        .map(|what| {
                            view! {
                                <Banner id="link-notice" tone=Tone::Information>
                                    {format!(
                                        "This link shows {what} of a folder on somebody's disk. Open \
                                         the folder to see it.",
                                    )}
                                </Banner>
                            }
                        })}
                    <Show when=is_served>
                        <div>
                            <button
                                class="button"
                                type="button"
                                id="open-served"
                                on:click=move |_| app.open_served()
                            >
                                {icon(Icon::Back)}
                                "Back to the served project"
                            </button>
                        </div>
                    </Show>
                    <div class="drop-target" id="drop-target">
                        {icon(Icon::Folder)}
                        <p class="drop-target-title">"Drop a folder of migrations here"</p>
                        <div class="drop-target-buttons">
                            <FolderButton class="button primary" />
                            <FilesButton />
                        </div>
                        <p class="quiet">"Nothing leaves this browser."</p>
                    </div>
                </div>
                <div class="start-beside">
                    <Examples />
                    <section class="start-section">
                        <h2>"What a script looks like"</h2>
                        <p class="quiet">
                            "An " <code>".sql"</code> " file that says which revision it is, and \
                             which one it follows."
                        </p>
                        <pre class="start-script" tabindex="0" aria-label="An example of a script">
                            {SCRIPT
                                .iter()
                                .map(|(class, line)| {
                                    view! { <span class=format!("sql-{class}")>{*line}</span> "\n" }
                                })
                                .collect_view()}
                        </pre>
                    </section>
                    <section class="start-section">
                        <h2>"From the command line"</h2>
                        <p class="quiet">
                            <code>"limbeck serve"</code>
                            " opens this page on a project, follows its changes, and knows where its \
                             database is."
                        </p>
                    </section>
                </div>
            </div>
        </main>
    }
}

/// The projects to try the page with.
#[component]
fn Examples() -> impl IntoView {
    let app = App::expect();
    view! {
        <section class="start-section">
            <h2>"Or look at an example"</h2>
            <ul class="examples">
                {examples()
                    .iter()
                    .map(|example| {
                        view! {
                            <li>
                                <button
                                    class="example"
                                    type="button"
                                    data-example=example.name
                                    on:click=move |_| app.open_example(example.name)
                                >
                                    <span class="example-title">
                                        {example.title} {icon(Icon::Right)}
                                    </span>
                                    <span class="quiet">{example.description}</span>
                                </button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}
