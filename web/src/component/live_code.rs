use std::sync::Arc;

use leptos::prelude::*;

use super::Viewport;
use super::code::{LINE_HEIGHT, Mark, WHOLE, columns, mark_at, spans};
use crate::worker::{Code, Line};

/// Highlighted text that changes while it is looked at: what is scrolled to stays, and only the lines
/// that are seen exist.
#[component]
pub fn LiveCode(
    /// The text.
    #[prop(into)]
    code: Signal<Arc<Code>>,
    /// The box that scrolls.
    viewport: Viewport,
    /// What is marked in the margin, in order, not overlapping.
    #[prop(into)]
    marks: Signal<Arc<Vec<Mark>>>,
    /// The line that is pointed out.
    #[prop(optional, into)]
    shown: Signal<Option<u32>>,
    /// What lies on the lines: a field to edit them in, which says what they do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let range = Memo::new(move |_| {
        let count = code.with(|code| code.lines.len());
        let window = viewport.window(count);
        if count <= WHOLE { 0..count } else { window }
    });
    let lines = move || {
        let (code, marks, shown) = (code.get(), marks.get(), shown.get());
        let line = |index: usize| {
            let number = code.first_line + u32::try_from(index).unwrap_or(0);
            let mark = mark_at(&marks, number);
            let mut class = "line".to_owned();
            if let Some(mark) = mark {
                class.push_str(&mark.on(number));
            }
            if shown == Some(number) {
                class.push_str(" shown");
            }
            view! {
                <div
                    class=class
                    style=format!("top:{}px", height(index))
                    data-line=number.to_string()
                    title=mark.map(|mark| mark.title.clone())
                >
                    {code.lines.get(index).map(spans)}
                </div>
            }
        };
        range.get().map(line).collect_view()
    };
    let is_backdrop = children.is_some();
    let size = Memo::new(move |_| {
        code.with(|code| {
            let count = code.lines.len();
            let longest = code.lines.iter().map(widest).max().unwrap_or(0);
            let digits = (code.first_line as usize + count).to_string().len().max(2);
            format!(
                "height:{}px;--columns:{longest};--digits:{digits}",
                height(count)
            )
        })
    });
    view! {
        <div class="code-lines" style=move || size.get()>
            <div aria-hidden=is_backdrop.then_some("true")>{lines}</div>
            {children.map(|children| children())}
        </div>
    }
}

/// How wide a line is at most: letters that are not ASCII may take two columns.
fn widest(line: &Line) -> usize {
    columns(line) + line.text.chars().filter(|it| !it.is_ascii()).count()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "there are fewer than 2^52 lines"
)]
fn height(lines: usize) -> f64 {
    lines as f64 * LINE_HEIGHT
}
