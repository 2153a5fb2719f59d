use std::sync::Arc;

use leptos::prelude::*;

use super::differences::Differences;
use super::notes::{Notes, note_marks};
use super::renames::{Answers, Questions};
use super::uncertain::Uncertain;
use crate::component::{LiveCode, Viewport};
use crate::state::App;
use crate::worker::Code;

/// The height of a line.
const LINE_HEIGHT: f64 = 20.0;

/// The generated script, with what there is to say of it above.
#[component]
pub fn Script() -> impl IntoView {
    let declaring = App::expect().declaring;
    let viewport = Viewport::new(LINE_HEIGHT);
    let line = RwSignal::new(None::<u32>);
    let code = Memo::new(move |_| {
        let generated = declaring.generated.get();
        Arc::new(generated.map_or_else(Code::default, |it| it.code.clone()))
    });
    let marks = Memo::new(move |_| {
        let generated = declaring.generated.get();
        Arc::new(generated.map_or_else(Vec::new, |it| note_marks(&it.notes)))
    });
    let name = move || {
        let generated = declaring.generated.get();
        generated.map(|it| it.file.name.clone())
    };
    let cut = move || {
        code.with(|code| code.is_cut())
            .then_some("Only the head of it is shown. Copies and downloads have all of it.")
    };
    let is_stale = Memo::new(move |_| declaring.is_faulty());
    Effect::new(move |_| {
        if let Some(line) = line.get() {
            viewport.reveal(line.saturating_sub(1) as usize);
        }
    });
    view! {
        <div
            class="declared-notices"
            class:stale=move || is_stale.get()
            role="group"
            aria-label="About the revision"
            tabindex="0"
        >
            <Questions />
            <Answers />
            <Notes line=line />
            <Uncertain />
            <Differences />
        </div>
        <p class="declared-name">
            <code id="declared-name">{name}</code>
            <span class="quiet">{cut}</span>
        </p>
        <div
            class="code"
            class:stale=move || is_stale.get()
            id="generated-script"
            role="region"
            aria-label="The generated script"
            tabindex="0"
            node_ref=viewport.node
            on:scroll=move |_| viewport.scrolled()
        >
            <LiveCode code=code viewport=viewport marks=marks shown=line />
        </div>
    }
}
