use std::sync::Arc;

use leptos::prelude::*;

use super::super::compare::SideSign;
use super::place::Place;
use crate::component::{CodeView, Lines, Mark, RevisionLink};
use crate::state::{App, Project};
use crate::worker::{Code, Side};

/// Some lines of a script, to be shown beside those of another.
#[derive(Debug, Clone)]
pub struct Half {
    /// The revision.
    pub revision: String,
    /// Its script.
    pub path: String,
    /// The line that is meant.
    pub line: usize,
    /// What they do; nothing where that is clear.
    pub text: String,
    /// The lines; nothing where they are not at hand.
    pub code: Option<Code>,
    /// The line to mark.
    pub mark: Option<u32>,
    /// Which of two branches it is of, if that is not what its row says.
    pub side: Option<Side>,
}

/// Two pieces of scripts, side by side where there is room, and one below the other where there is
/// not.
#[component]
pub fn Beside(
    /// The left one.
    left: Half,
    /// The right one.
    right: Half,
) -> impl IntoView {
    view! {
        <div class="beside">
            <HalfView half=left class="left" />
            <HalfView half=right class="right" />
        </div>
    }
}

#[component]
fn HalfView(half: Half, class: &'static str) -> impl IntoView {
    let app = App::expect();
    let Half {
        revision,
        path,
        line,
        text,
        code,
        mark,
        side,
    } = half;
    let (row, of_row) = app.project.with_untracked(|project| {
        let row = project.as_ref().and_then(|it| it.row_of(&revision));
        let branches = project.as_deref().and_then(Project::branches);
        (
            row,
            row.zip(branches).map(|(row, branches)| branches.side(row)),
        )
    });
    let label = format!("{path} from line {line}");
    let marks = mark.map(|line| Mark {
        first: line,
        last: line,
        class: "problem-line",
        title: String::new(),
    });
    view! {
        <figure class=format!("half {class}") data-half=class data-revision=revision.clone()>
            <figcaption>
                <p class="half-revision">
                    {side
                        .or(of_row)
                        .map(|side| {
                            view! {
                                <span class=format!("half-side {}", side.name())>
                                    <SideSign side=side />
                                </span>
                            }
                        })}
                    <RevisionLink id=revision.clone() row=row />
                    <span class="half-text">{ticked(&text)}</span>
                </p>
                <Place path=path line=line />
            </figcaption>
            {code
                .filter(|code| !code.lines.is_empty())
                .map(|code| {
                    let marks = marks.into_iter().collect::<Vec<_>>();
                    view! {
                        <div class="half-code">
                            <CodeView
                                code=Arc::new(code)
                                id=None
                                label=label
                                marks=marks
                                lines=Lines::Wrapped
                            />
                        </div>
                    }
                })}
        </figure>
    }
}

/// A text whose parts between backticks are code.
pub fn ticked(text: &str) -> impl IntoView + use<> {
    let parts = text.split('`').enumerate().map(|(position, part)| {
        let part = part.to_owned();
        if position % 2 == 1 {
            view! { <code>{part}</code> }.into_any()
        } else {
            part.into_any()
        }
    });
    parts.collect_view()
}
