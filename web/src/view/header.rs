use leptos::prelude::*;

use super::compare::{CompareButton, CompareInput};
use super::search::Search;
use super::start::FileInputs;
use super::views::Views;
use crate::component::{Icon, icon};
use crate::state::{App, Stage, Theme};

/// The top of the page: what is open, the views, the search, and the page's own settings.
#[component]
pub fn Header() -> impl IntoView {
    let app = App::expect();
    let is_open = Memo::new(move |_| app.stage.with(|stage| *stage == Stage::Open));
    view! {
        <header class="header">
            <div class="header-start">
                <div class="brand">
                    <Mark />
                    <span class="brand-name">"Limbeck"</span>
                </div>
                <Show when=move || is_open.get()>
                    <OpenProject />
                </Show>
            </div>
            <Show when=move || is_open.get()>
                <Views />
                <Search />
            </Show>
            <div class="header-end">
                <ThemeButton />
                <button
                    class="button quiet square"
                    type="button"
                    id="open-help"
                    aria-label="Keyboard shortcuts and legend"
                    title="Keyboard shortcuts and legend (?)"
                    on:click=move |_| app.is_help_open.set(true)
                >
                    {icon(Icon::Help)}
                </button>
            </div>
            <FileInputs />
            <CompareInput />
        </header>
    }
}

/// The alembic: a flask with its beak.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
            <path d="M11 7v6.2a6.3 6.3 0 1 0 6 0V9.5c0-1.6 1-2.5 2.5-2.5 4.5 0 5.5 4 5.5 9M9.2 19.5h9.6" />
            <circle cx="25" cy="21" r="2" />
        </svg>
    }
}

/// The name of what is open, with the way to open something else.
#[component]
fn OpenProject() -> impl IntoView {
    let app = App::expect();
    let name = move || {
        app.project
            .with(|it| it.as_ref().map(|it| it.overview.name.clone()))
    };
    let is_served = move || {
        app.project
            .with(|it| it.as_ref().is_some_and(|it| it.served.is_some()))
    };
    view! {
        <div class="project">
            <h1 class="project-name" id="project-name" title=name>
                {name}
            </h1>
            <Show when=is_served>
                <Show
                    when=move || app.stale.with(Option::is_none)
                    fallback=|| view! { <span class="chip stale">"not following"</span> }
                >
                    <span class="chip live" title="limbeck serve follows the folder on disk">
                        "live"
                    </span>
                </Show>
            </Show>
            <button
                class="button quiet"
                type="button"
                id="close-project"
                title="Open something else"
                on:click=move |_| app.close()
            >
                {icon(Icon::Folder)}
                <span class="wide-only">"Open…"</span>
            </button>
            <CompareButton id="compare" class="button quiet" words="wider-only" />
        </div>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let app = App::expect();
    let label = move || match app.theme.get() {
        Theme::System => "Colours: the system's. Switch to light",
        Theme::Light => "Colours: light. Switch to dark",
        Theme::Dark => "Colours: dark. Switch to the system's",
    };
    let picture = move || match app.theme.get() {
        Theme::System => icon(Icon::System).into_any(),
        Theme::Light => icon(Icon::Light).into_any(),
        Theme::Dark => icon(Icon::Dark).into_any(),
    };
    view! {
        <button
            class="button quiet square"
            type="button"
            id="theme"
            data-theme-choice=move || app.theme.get().name()
            aria-label=label
            title=label
            on:click=move |_| app.theme.update(|theme| *theme = theme.next())
        >
            {picture}
        </button>
    }
}
