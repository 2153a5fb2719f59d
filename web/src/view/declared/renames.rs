use leptos::prelude::*;

use crate::component::{Icon, icon};
use crate::state::App;
use crate::worker::{RenameAnswer, RenameView};

/// The renames that somebody must decide, each with both answers.
#[component]
pub fn Questions() -> impl IntoView {
    let declaring = App::expect().declaring;
    let questions = Memo::new(move |_| {
        let generated = declaring.generated.get();
        generated.map(|it| it.questions.clone()).unwrap_or_default()
    });
    view! {
        <For
            each=move || questions.get()
            key=Clone::clone
            children=|question| view! { <Question question=question /> }
        />
    }
}

#[component]
fn Question(question: RenameView) -> impl IntoView {
    let declaring = App::expect().declaring;
    let answer = move |question: &RenameView, is_rename| {
        let question = question.clone();
        declaring
            .draft
            .update(|draft| draft.answer(question, is_rename));
    };
    let (kind, of) = kind(&question);
    let (yes, no) = (question.clone(), question.clone());
    let name = format!("{}:{}", question.from, question.to);
    view! {
        <div class="declared-question" role="group" aria-label="A rename to decide" data-rename=name>
            <p>
                "Is " {kind} " " <code>{question.from}</code> {of} " called " <code>{question.to}</code>
                " now?"
            </p>
            <div class="question-answers">
                <button
                    class="button small"
                    type="button"
                    data-answer="renamed"
                    on:click=move |_| answer(&yes, true)
                >
                    "Renamed"
                </button>
                <button
                    class="button small"
                    type="button"
                    data-answer="new"
                    on:click=move |_| answer(&no, false)
                >
                    "Dropped and new"
                </button>
            </div>
        </div>
    }
}

/// What was said of renames. Each can be taken back.
#[component]
pub fn Answers() -> impl IntoView {
    let declaring = App::expect().declaring;
    let answers = Memo::new(move |_| {
        let generated = declaring.generated.get();
        let idle = generated
            .map(|it| it.idle_answers.clone())
            .unwrap_or_default();
        let said = declaring.draft.with(|draft| draft.answers.clone());
        said.into_iter()
            .map(|answer| {
                let is_idle = idle.contains(&answer);
                (answer, is_idle)
            })
            .collect::<Vec<_>>()
    });
    move || {
        let answers = answers.get();
        (!answers.is_empty()).then(|| {
            let chips = answers
                .into_iter()
                .map(|(answer, is_idle)| view! { <Chip answer=answer is_idle=is_idle /> })
                .collect_view();
            view! {
                <ul class="declared-answers" aria-label="Decided renames">
                    {chips}
                </ul>
            }
        })
    }
}

#[component]
fn Chip(
    answer: RenameAnswer,
    /// Whether it fits nothing that is there now.
    is_idle: bool,
) -> impl IntoView {
    let declaring = App::expect().declaring;
    let RenameAnswer { rename, is_rename } = answer;
    let said = match (is_idle, is_rename) {
        (true, _) => "not there now",
        (false, true) => "renamed",
        (false, false) => "dropped and new",
    };
    let before = rename
        .table
        .as_ref()
        .map(|table| format!("{table}."))
        .unwrap_or_default();
    let names = format!("{before}{} → {}", rename.from, rename.to);
    let name = format!("{}:{}", rename.from, rename.to);
    view! {
        <li class="declared-answer" class:idle=is_idle data-answered=name>
            <code>{names.clone()}</code>
            <span class="quiet">{said}</span>
            <button
                class="answer-back"
                type="button"
                aria-label=format!("Take back: {names}, {said}")
                title="Take this answer back"
                on:click=move |_| declaring.draft.update(|draft| draft.take_back(&rename))
            >
                {icon(Icon::Close)}
            </button>
        </li>
    }
}

/// What is asked about, and the table that it is in.
fn kind(rename: &RenameView) -> (&'static str, Option<AnyView>) {
    match &rename.table {
        None => ("table", None),
        Some(table) => {
            let table = table.clone();
            (
                "column",
                Some(view! { " of " <code>{table}</code> }.into_any()),
            )
        }
    }
}
