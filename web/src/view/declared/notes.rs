use leptos::prelude::*;

use crate::component::{Icon, Mark, Prose, icon};
use crate::state::App;
use crate::worker::{NoteKind, NoteView};

/// So many notes are listed; the script has all of them.
const LISTED: usize = 50;

/// What a person must know of the upgrade, each with the way to its line. That the way back loses
/// what came after it is said in the script.
#[component]
pub fn Notes(
    /// The line of the script to show.
    line: RwSignal<Option<u32>>,
) -> impl IntoView {
    let declaring = App::expect().declaring;
    let notes = Memo::new(move |_| {
        let generated = declaring.generated.get();
        let notes = generated.map(|it| it.notes.clone()).unwrap_or_default();
        let is_listed = |it: &NoteView| !it.is_downgrade || it.kind == NoteKind::Decide;
        notes.into_iter().filter(is_listed).collect::<Vec<_>>()
    });
    // A line of an earlier script is another line now.
    Effect::new(move |_| {
        notes.track();
        line.set(None);
    });
    move || {
        let notes = notes.get();
        (!notes.is_empty()).then(|| {
            let listed = notes
                .into_iter()
                .take(LISTED)
                .map(|note| view! { <Note note=note line=line /> })
                .collect_view();
            view! {
                <ul class="declared-notes" id="declared-notes">
                    {listed}
                </ul>
            }
        })
    }
}

#[component]
fn Note(note: NoteView, line: RwSignal<Option<u32>>) -> impl IntoView {
    let (word, class, picture) = words(note.kind);
    let at = note.first_line;
    let text = note.text.split('\n').next().unwrap_or_default().to_owned();
    view! {
        <li class=format!("declared-note {class}") data-note=class>
            {icon(picture)}
            <span class="note-words">
                <strong>{word}</strong>
                " "
                <Prose text=text />
            </span>
            <button
                class="place-link"
                type="button"
                data-note-line=at.to_string()
                on:click=move |_| line.set(Some(at))
            >
                {format!("line {at}")}
            </button>
        </li>
    }
}

const fn words(kind: NoteKind) -> (&'static str, &'static str, Icon) {
    match kind {
        NoteKind::LosesData => ("Loses data:", "loses-data", Icon::Error),
        NoteKind::Decide => ("To decide:", "decide", Icon::Warning),
    }
}

/// Where the comments with notes stand in the script.
pub fn note_marks(notes: &[NoteView]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = notes
        .iter()
        .map(|note| Mark {
            first: note.first_line,
            last: note.last_line,
            class: words(note.kind).1,
            title: note.text.clone(),
        })
        .collect();
    marks.sort_by_key(|mark| mark.first);
    marks
}
