use std::sync::Arc;

use leptos::prelude::*;

use super::Viewport;
use crate::worker::{Class, Code, Line};

/// The height of a line.
pub(super) const LINE_HEIGHT: f64 = 20.0;

/// So many lines are in the page all at once, where they can be searched and marked as one.
pub(super) const WHOLE: usize = 400;

/// A stretch of lines that belong together, marked in the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The first line, as the code counts them.
    pub first: u32,
    /// The last line.
    pub last: u32,
    /// The name of its style.
    pub class: &'static str,
    /// What is said of it when it is pointed at.
    pub title: String,
}

impl Mark {
    /// The names of the styles of a line that it marks.
    pub(super) fn on(&self, line: u32) -> String {
        let edge = match (self.first == line, self.last == line) {
            (true, true) => " mark-only",
            (true, false) => " mark-first",
            (false, true) => " mark-last",
            (false, false) => "",
        };
        format!(" marked {}{edge}", self.class)
    }
}

/// Where a line comes to stand that is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Where the fewest lines move.
    #[default]
    Nearest,
    /// At the top, since what follows belongs to it.
    Top,
}

/// What becomes of a line that is wider than its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// It is scrolled to.
    #[default]
    Whole,
    /// It goes on below, as long as all lines are in the page.
    Wrapped,
}

/// Highlighted text with line numbers, of which only the lines that are seen exist.
#[component]
pub fn CodeView(
    /// The text.
    code: Arc<Code>,
    /// The id of the box that scrolls. With one it is a region of the page.
    #[prop(optional_no_strip)]
    id: Option<&'static str>,
    /// What the text is, for a screen reader.
    label: String,
    /// What is marked in the margin, in order, not overlapping.
    #[prop(optional)]
    marks: Vec<Mark>,
    /// The line to show, as the code counts them.
    #[prop(optional, into)]
    show: Signal<Option<u32>>,
    /// Where that line comes to stand.
    #[prop(optional)]
    align: Align,
    /// The line that stands at the top before one is to be shown, as the code counts them.
    #[prop(optional)]
    open_at: u32,
    /// What becomes of a line that is wider than its box.
    #[prop(optional)]
    lines: Lines,
    /// The lines of the stretch that is looked at, the first and the last.
    #[prop(optional, into)]
    active: Signal<Option<(u32, u32)>>,
) -> impl IntoView {
    let viewport = Viewport::new(LINE_HEIGHT);
    let count = code.lines.len();
    let first = code.first_line;
    let is_wrapped = lines == Lines::Wrapped && count <= WHOLE;
    let longest = code.lines.iter().map(columns).max().unwrap_or(0);
    let digits = (first as usize + count).to_string().len().max(2);
    let range = Memo::new(move |_| {
        let window = viewport.window(count);
        if count <= WHOLE { 0..count } else { window }
    });
    let index_of = move |line: u32| (line.max(first) - first) as usize;
    Effect::new(move |is_open: Option<bool>| {
        if viewport.node.get().is_none() {
            return false;
        }
        match (show.get(), align) {
            (Some(line), Align::Nearest) => viewport.reveal(index_of(line)),
            (Some(line), Align::Top) => viewport.put_at_top(index_of(line)),
            (None, _) if is_open != Some(true) && open_at > first => {
                viewport.put_at_top(index_of(open_at));
            }
            (None, _) => {}
        }
        true
    });
    let marks = Arc::new(marks);
    let line = move |index: usize| {
        let number = first + u32::try_from(index).unwrap_or(0);
        let mark = mark_at(&marks, number).cloned();
        let class = mark.as_ref().map_or(String::new(), |mark| mark.on(number));
        let is_shown = move || show.get() == Some(number);
        let is_active = move || {
            active
                .get()
                .is_some_and(|(first, last)| (first..=last).contains(&number))
        };
        #[expect(
            clippy::cast_precision_loss,
            reason = "there are fewer than 2^52 lines"
        )]
        let top = (!is_wrapped).then(|| format!("top:{}px", index as f64 * LINE_HEIGHT));
        view! {
            <div
                class=format!("line{class}")
                class:shown=is_shown
                class:active=is_active
                style=top
                data-line=number.to_string()
                title=mark.map(|mark| mark.title)
            >
                {code.lines.get(index).map(spans)}
            </div>
        }
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "there are fewer than 2^52 lines"
    )]
    let height = count as f64 * LINE_HEIGHT;
    let size = if is_wrapped {
        format!("--digits:{digits}")
    } else {
        format!("height:{height}px;--columns:{longest};--digits:{digits}")
    };
    view! {
        <div
            class="code"
            class:wrapped=is_wrapped
            id=id
            node_ref=viewport.node
            role=if id.is_some() { "region" } else { "group" }
            aria-label=label
            tabindex="0"
            on:scroll=move |_| viewport.scrolled()
        >
            <div class="code-lines" style=size>
                <For each=move || range.get() key=|index| *index children=line />
            </div>
        </div>
    }
}

/// How wide a line is; a tab counts as four.
pub(super) fn columns(line: &Line) -> usize {
    let tabs = line.text.matches('\t').count();
    line.text.chars().count() + 3 * tabs
}

pub(super) fn mark_at(marks: &[Mark], line: u32) -> Option<&Mark> {
    let behind = marks.partition_point(|mark| mark.first <= line);
    let mark = &marks[behind.checked_sub(1)?];
    (line <= mark.last).then_some(mark)
}

pub(super) fn spans(line: &Line) -> impl IntoView + use<> {
    let mut at = 0;
    let mut spans: Vec<AnyView> = Vec::with_capacity(line.runs.len() + 1);
    for &(class, length) in &line.runs {
        let end = (at + length as usize).min(line.text.len());
        let text = line.text.get(at..end).unwrap_or_default().to_owned();
        at = end;
        spans.push(match class {
            Class::Plain => text.into_any(),
            class => view! { <span class=format!("sql-{}", class.name())>{text}</span> }.into_any(),
        });
    }
    if let Some(rest) = line.text.get(at..).filter(|rest| !rest.is_empty()) {
        spans.push(rest.to_owned().into_any());
    }
    if line.is_cut {
        let cut = view! { <span class="cut">" … the line goes on"</span> };
        spans.push(cut.into_any());
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_holds_its_lines() {
        let mark = |first, last| Mark {
            first,
            last,
            class: "",
            title: String::new(),
        };
        let marks = [mark(2, 4), mark(6, 6)];
        let found = |line| mark_at(&marks, line).map(|mark| mark.first);
        assert_eq!(
            [1, 2, 4, 5, 6, 7].map(found),
            [None, Some(2), Some(2), None, Some(6), None]
        );
    }
}
