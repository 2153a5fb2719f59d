use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::conflicts::ConflictCount;
use super::notice::grouped;
use crate::component::{Icon, icon};
use crate::state::{App, View};

/// The tabs of the page: one a view, in the order of [`View::ALL`].
///
/// One of them is in the order of the tab key, and the arrow keys lead to the others, which are
/// shown at once. Back does not stop at those that were passed.
#[component]
pub fn Views() -> impl IntoView {
    let app = App::expect();
    let key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let all = View::ALL;
        let here = app.view.get_untracked();
        let place = all.iter().position(|&it| it == here).unwrap_or_default();
        let to = match event.key().as_str() {
            "ArrowRight" => (place + 1) % all.len(),
            "ArrowLeft" => place.checked_sub(1).unwrap_or(all.len() - 1),
            "Home" => 0,
            "End" => all.len() - 1,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        app.view.set(all[to]);
        super::focus(&tab_id(all[to]));
    };
    // Where the tabs are more than fit, the one that is shown is among those that are seen.
    Effect::new(move |_| {
        let tab = document().get_element_by_id(&tab_id(app.view.get()));
        if let Some(tab) = tab {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            options.set_inline(ScrollLogicalPosition::Nearest);
            tab.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    view! {
        <div class="views" role="tablist" aria-label="Views" on:keydown=key>
            {View::ALL.into_iter().map(|view| view! { <Tab view=view /> }).collect_view()}
        </div>
    }
}

/// The id of the tab of a view, which names the view's pane.
pub fn tab_id(view: View) -> String {
    format!("view-{}", view.name())
}

/// The id of what a view shows.
pub fn pane_id(view: View) -> String {
    match view {
        View::Graph => "graph".to_owned(),
        _ => format!("{}-pane", view.name()),
    }
}

#[component]
fn Tab(view: View) -> impl IntoView {
    let app = App::expect();
    let is_here = move || app.view.get() == view;
    view! {
        <button
            class="view-button"
            type="button"
            role="tab"
            data-view=view.name()
            id=tab_id(view)
            aria-selected=move || is_here().to_string()
            aria-controls=move || is_here().then(|| pane_id(view))
            tabindex=move || if is_here() { "0" } else { "-1" }
            on:click=move |_| app.show(view)
        >
            {icon(view_icon(view))}
            <span>{view.title()}</span>
            {(view == View::Problems).then(|| view! { <ProblemCount /> })}
            {(view == View::Conflicts).then(|| view! { <ConflictCount /> })}
        </button>
    }
}

#[component]
fn ProblemCount() -> impl IntoView {
    let app = App::expect();
    let problems = move || {
        let (errors, warnings) = app.problem_counts();
        (errors, errors + warnings)
    };
    view! {
        <Show when=move || { problems().1 > 0 }>
            <span class="count" class:error=move || { problems().0 > 0 }>
                {move || grouped(problems().1)}
            </span>
        </Show>
    }
}

const fn view_icon(view: View) -> Icon {
    match view {
        View::Graph => Icon::Graph,
        View::Revision => Icon::File,
        View::Plan => Icon::Plan,
        View::Problems => Icon::Warning,
        View::Schema => Icon::Schema,
        View::Conflicts => Icon::Conflict,
        View::Declared => Icon::Add,
    }
}
