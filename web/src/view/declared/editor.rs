use std::sync::Arc;

use leptos::html::Textarea;
use leptos::prelude::*;

use super::Place;
use crate::component::{LiveCode, Mark, Viewport};
use crate::state::App;
use crate::worker::highlighted;

/// The height of a line.
const LINE_HEIGHT: f64 = 20.0;

/// The field for the declared schema.
///
/// It is as large as its text and lies on the highlighted lines, so that both scroll as one. Its own
/// letters are not seen, but for a text that is too large to be highlighted.
#[component]
pub fn Editor(
    /// Where to go.
    place: RwSignal<Option<Place>>,
) -> impl IntoView {
    let app = App::expect();
    let declaring = app.declaring;
    let viewport = Viewport::new(LINE_HEIGHT);
    let field = NodeRef::<Textarea>::new();
    let text = Memo::new(move |_| declaring.text());
    let path = Memo::new(move |_| declaring.path());
    let code = Memo::new(move |_| {
        // Behind the last line break there is a line, too.
        let whole = text.with(|text| format!("{text}\n"));
        Arc::new(highlighted(&whole, app.dialect.get()))
    });
    let is_plain = Memo::new(move |_| code.with(|code| code.is_cut()));
    let marks = Memo::new(move |_| {
        declaring
            .faults
            .with(|faults| path.with(|path| marks(faults, path)))
    });
    Effect::new(move |_| {
        let text = text.get();
        if let Some(field) = field.get()
            && field.value() != text
        {
            field.set_value(&text);
            viewport.put_at_top(0);
        }
    });
    Effect::new(move |_| {
        let Some((path, line, column)) = place.get() else {
            return;
        };
        place.set(None);
        declaring.draft.update(|draft| {
            let files = draft.files().iter();
            let found = files.map(|file| &file.path).position(|it| *it == path);
            draft.active = found.unwrap_or(draft.active);
        });
        // The field gets the text of another file first.
        request_animation_frame(move || {
            if let Some(Some(field)) = field.try_get_untracked() {
                let at = text.with_untracked(|text| units_before(text, line, column));
                // A field for text takes both.
                let _ = field.focus();
                let _ = field.set_selection_range(at, at);
                viewport.reveal(line.saturating_sub(1) as usize);
            }
        });
    });
    // What is told of the text takes room from the field; the line that is written is still seen.
    Effect::new(move |_| {
        declaring.faults.track();
        request_animation_frame(move || {
            let Some(Some(field)) = field.try_get_untracked() else {
                return;
            };
            let focused = document().active_element();
            let is_written = focused.is_some_and(|it| it.is_same_node(Some(&field)));
            if let (true, Ok(Some(at))) = (is_written, field.selection_start()) {
                viewport.reveal(text.with_untracked(|text| lines_before(text, at)));
            }
        });
    });
    view! {
        <div
            class="code declared-editor"
            class:plain=move || is_plain.get()
            node_ref=viewport.node
            on:scroll=move |_| viewport.scrolled()
        >
            <LiveCode code=code viewport=viewport marks=marks>
                <textarea
                    id="declared-text"
                    node_ref=field
                    wrap="off"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    aria-label=move || format!("Declared schema, {}", path.get())
                    aria-invalid=move || declaring.is_faulty().to_string()
                    aria-describedby=move || {
                        let has_faults = declaring.faults.with(|faults| !faults.is_empty());
                        has_faults.then_some("declared-faults")
                    }
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        declaring.draft.update(|draft| draft.write(text));
                    }
                ></textarea>
            </LiveCode>
        </div>
    }
}

/// The lines with faults of one file.
fn marks(faults: &[crate::worker::FaultView], path: &str) -> Arc<Vec<Mark>> {
    let mut marks: Vec<Mark> = Vec::new();
    for fault in faults.iter().filter(|fault| fault.path == path) {
        match marks.last_mut() {
            Some(last) if last.first == fault.line => {
                last.title = format!("{}\n{}", last.title, fault.message);
            }
            _ => marks.push(Mark {
                first: fault.line,
                last: fault.line,
                class: "problem-line",
                title: fault.message.clone(),
            }),
        }
    }
    Arc::new(marks)
}

/// How many line breaks stand before a place that is counted in units of JavaScript's strings.
fn lines_before(text: &str, at: u32) -> usize {
    let mut units = 0;
    let before = text.chars().take_while(|letter| {
        let is_before = units < at as usize;
        units += letter.len_utf16();
        is_before
    });
    before.filter(|letter| *letter == '\n').count()
}

/// How many units of JavaScript's strings stand before a place.
fn units_before(text: &str, line: u32, column: u32) -> u32 {
    let (line, column) = (line.max(1) as usize, column.max(1) as usize);
    let mut units = 0;
    for (number, content) in (1..).zip(text.split('\n')) {
        if number < line {
            units += content.encode_utf16().count() + 1;
        } else {
            let before = content.chars().take(column - 1);
            units += before.map(char::len_utf16).sum::<usize>();
            break;
        }
    }
    u32::try_from(units).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_javascript_does() {
        let text = "ab\n😀é!\n";
        let units = |line, column| units_before(text, line, column);
        assert_eq!((units(1, 1), units(1, 2), units(2, 1)), (0, 1, 3));
        assert_eq!((units(2, 2), units(2, 3), units(3, 1)), (5, 6, 8));
        assert_eq!(units(9, 9), 9);
        let lines = |at| lines_before(text, at);
        assert_eq!(
            (lines(0), lines(2), lines(3), lines(7), lines(8)),
            (0, 0, 1, 1, 2)
        );
    }
}
