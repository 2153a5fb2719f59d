//! The selected revision: what it declares, its statements, and its script.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use limbeck_planner::sql::Dialect;

use super::notice::{counted, grouped};
use crate::component::{
    Banner, CodeView, Empty, Icon, Mark, Prose, RevisionLink, Tone, copy, icon,
};
use crate::state::{App, Newest, Project, Wish};
use crate::worker::{Answer, Parent, Question, RevisionRow, ScriptView, SectionView};

/// What decides which script is shown, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wanted {
    edition: u64,
    row: u32,
    dialect: Dialect,
}

impl Wish for Wanted {}

/// The revision's pane.
#[component]
pub fn Revision() -> impl IntoView {
    let app = App::expect();
    let shown = RwSignal::new(None::<Arc<ScriptView>>);
    let asking = Newest::new();
    Effect::new(move |_| {
        let edition = app
            .project
            .with(|project| project.as_ref().map(|it| it.edition));
        let row = app.selected.get().and_then(|row| u32::try_from(row).ok());
        let (Some(edition), Some(row)) = (edition, row) else {
            asking.forget();
            shown.set(None);
            return;
        };
        let wanted = Wanted {
            edition,
            row,
            dialect: app.dialect.get(),
        };
        let question = |it: &Wanted| Question::Script {
            row: it.row,
            dialect: it.dialect,
        };
        asking.want(app, wanted, question, move |answer| {
            if let Answer::Script(script) = answer {
                shown.set(Some(Arc::new(script.unpack())));
            }
        });
    });
    move || {
        let project = app.project.get()?;
        let row = app.selected.get();
        let revision = row.and_then(|row| project.overview.rows.get(row)).cloned();
        Some(match revision {
            Some(revision) => view! {
                <Declared project=Arc::clone(&project) revision=revision.clone() />
                <Script shown=shown revision=revision />
            }
            .into_any(),
            None => view! {
                <Empty id="revision-empty" icon=Icon::File title="No revision is selected">
                    <p class="quiet for-keys">
                        "Choose one in the graph, with the mouse or with " <kbd>"j"</kbd> " and "
                        <kbd>"k"</kbd> ", or find one with " <kbd>"/"</kbd> "."
                    </p>
                    <p class="quiet for-touch">"Choose one in the graph, or find one above."</p>
                    <div class="empty-actions">
                        <button class="button" type="button" on:click=move |_| app.select(0)>
                            "Show the newest"
                        </button>
                    </div>
                </Empty>
            }
            .into_any(),
        })
    }
}

#[component]
fn Declared(project: Arc<Project>, revision: RevisionRow) -> impl IntoView {
    let app = App::expect();
    let (to, from) = (revision.id.clone(), revision.id.clone());
    let copied = RwSignal::new(false);
    let id = revision.id.clone();
    let copy_id = move |_| {
        let id = id.clone();
        spawn_local(async move {
            copied.set(copy(&id).await.is_ok());
        });
    };
    let children: Vec<(String, usize, bool)> = revision
        .children
        .iter()
        .filter_map(|&(row, is_dependency)| {
            let child = project.overview.rows.get(row as usize)?;
            Some((child.id.clone(), row as usize, is_dependency))
        })
        .collect();
    let (followers, dependents): (Vec<_>, Vec<_>) = children.into_iter().partition(|it| !it.2);
    let (parents, dependencies): (Vec<Parent>, Vec<Parent>) = revision
        .parents
        .clone()
        .into_iter()
        .partition(|parent| !parent.is_dependency);
    let labels = revision.branches.clone();
    view! {
        <div class="pane-head">
            <h2 class="revision-title" id="revision-title">
                {if revision.message.is_empty() {
                    "(no message)".to_owned()
                } else {
                    revision.message.clone()
                }}
            </h2>
            <div class="revision-id">
                <code id="revision-id">{revision.id.clone()}</code>
                <button
                    class="button quiet square small"
                    type="button"
                    id="copy-id"
                    aria-label="Copy the id"
                    title="Copy the id"
                    on:click=copy_id
                >
                    {move || {
                        if copied.get() { icon(Icon::Done).into_any() } else { icon(Icon::Copy).into_any() }
                    }}
                </button>
                <Kinds revision=revision.clone() />
            </div>
            <div class="revision-actions">
                <button
                    class="button primary"
                    type="button"
                    id="plan-to-revision"
                    aria-keyshortcuts="t"
                    on:click=move |_| app.plan_to(&to)
                >
                    "Plan to here"
                </button>
                <button
                    class="button"
                    type="button"
                    id="plan-from-revision"
                    aria-keyshortcuts="c"
                    on:click=move |_| app.plan_from(&from)
                >
                    "Plan from here"
                </button>
            </div>
        </div>
        <dl class="facts">
            <Relatives
                title="Follows"
                id="revision-parents"
                none="nothing: it is a base"
                relatives=parents.into_iter().map(|it| (it.id, it.row.map(|row| row as usize))).collect()
            />
            <Relatives
                title="Followed by"
                id="revision-children"
                none="nothing: it is a head"
                relatives=followers.into_iter().map(|it| (it.0, Some(it.1))).collect()
            />
            <Relatives
                title="Depends on"
                id="revision-dependencies"
                none=""
                relatives=dependencies
                    .into_iter()
                    .map(|it| (it.id, it.row.map(|row| row as usize)))
                    .collect()
            />
            <Relatives
                title="Needed by"
                id="revision-dependents"
                none=""
                relatives=dependents.into_iter().map(|it| (it.0, Some(it.1))).collect()
            />
            {(!labels.is_empty())
                .then(|| {
                    view! {
                        <div>
                            <dt>"Branch"</dt>
                            <dd class="chips" id="revision-labels">
                                {labels
                                    .into_iter()
                                    .map(|label| view! { <span class="chip label">{label}</span> })
                                    .collect_view()}
                            </dd>
                        </div>
                    }
                })}
            {revision
                .created
                .clone()
                .map(|created| {
                    view! {
                        <div>
                            <dt>"Created"</dt>
                            <dd class="numbers">{created}</dd>
                        </div>
                    }
                })}
            <div>
                <dt>"File"</dt>
                <dd class="path" id="revision-path">{revision.path.clone()}</dd>
            </div>
        </dl>
    }
}

#[component]
fn Kinds(revision: RevisionRow) -> impl IntoView {
    let kinds = [
        (revision.is_head, "head", "chip head"),
        (revision.is_base, "base", "chip base"),
        (revision.is_merge, "merge", "chip"),
        (revision.is_branch_point, "branch point", "chip"),
        (!revision.is_reversible, "one way", "chip one-way"),
        (revision.is_faulty, "error", "chip faulty"),
    ];
    view! {
        <span class="chips">
            {kinds
                .into_iter()
                .filter(|(is_it, ..)| *is_it)
                .map(|(_, name, class)| view! { <span class=class>{name}</span> })
                .collect_view()}
        </span>
    }
}

/// Revisions that this one is joined to. Without a word for none, none is not said.
#[component]
fn Relatives(
    title: &'static str,
    id: &'static str,
    none: &'static str,
    relatives: Vec<(String, Option<usize>)>,
) -> impl IntoView {
    if relatives.is_empty() && none.is_empty() {
        return ().into_any();
    }
    let relatives = if relatives.is_empty() {
        view! { <span class="quiet">{none}</span> }.into_any()
    } else {
        relatives
            .into_iter()
            .map(|(id, row)| view! { <RevisionLink id=id row=row /> })
            .collect_view()
            .into_any()
    };
    view! {
        <div>
            <dt>{title}</dt>
            <dd id=id class="relatives">{relatives}</dd>
        </div>
    }
    .into_any()
}

#[component]
fn Script(shown: RwSignal<Option<Arc<ScriptView>>>, revision: RevisionRow) -> impl IntoView {
    let app = App::expect();
    move || {
        let script = shown.get().filter(|script| script.path == revision.path)?;
        let marks = script
            .sections
            .iter()
            .flat_map(marks_of)
            .collect::<Vec<_>>();
        let code = Arc::new(script.code.clone());
        let cut = script.code.is_cut().then(|| {
            format!(
                "The first {} of {} lines ({}). Plans and exports have all of them.",
                grouped(script.code.lines.len()),
                grouped(script.code.total_lines),
                size(script.bytes),
            )
        });
        Some(view! {
            <div class="script" data-loaded="true">
                <div class="statements" id="statements">
                    {script
                        .sections
                        .iter()
                        .map(|section| view! { <Section section=section.clone() /> })
                        .collect_view()}
                    {script
                        .sections
                        .iter()
                        .all(|section| section.direction != "downgrade")
                        .then(|| {
                            view! {
                                <h3>"Downgrade"</h3>
                                <p class="quiet statements-none">
                                    "There is no way back: a downgrade through this revision is refused."
                                </p>
                            }
                        })}
                </div>
                <div class="script-text">
                    {cut
                        .map(|cut| {
                            view! {
                                <Banner id="script-cut" tone=Tone::Information>
                                    {cut}
                                </Banner>
                            }
                        })}
                    <CodeView
                        code=code
                        id=Some("script-code")
                        label=format!("Script of {}", revision.id)
                        marks=marks
                        show=app.line
                    />
                </div>
            </div>
        })
    }
}

fn marks_of(section: &SectionView) -> Vec<Mark> {
    let statements = section.statements.iter().enumerate();
    let mut end = 0;
    statements
        .map(|(index, statement)| {
            // Two statements on one line: the line is the first one's.
            let first = statement.first_line.max(end + 1);
            end = statement.last_line.max(end);
            Mark {
                first,
                last: statement.last_line,
                class: if statement.opaque.is_some() {
                    "opaque"
                } else {
                    "statement"
                },
                title: match &statement.opaque {
                    Some(reason) => format!("Statement {}, not understood: {reason}", index + 1),
                    None => format!("Statement {} of the {}", index + 1, section.direction),
                },
            }
        })
        .filter(|mark| mark.first <= mark.last)
        .collect()
}

#[component]
fn Section(section: SectionView) -> impl IntoView {
    let app = App::expect();
    let title = if section.direction == "upgrade" {
        "Upgrade"
    } else {
        "Downgrade"
    };
    let left = section.count as usize - section.statements.len();
    view! {
        <h3>
            {title}
            <span class="quiet numbers">{counted(section.count as usize, "statement", "statements")}</span>
            {section
                .is_outside_transaction
                .then(|| view! { <span class="chip warning">"outside a transaction"</span> })}
        </h3>
        <ol data-direction=section.direction.clone()>
            {section
                .statements
                .into_iter()
                .map(|statement| {
                    let line = statement.first_line;
                    let is_opaque = statement.opaque.is_some();
                    view! {
                        <li>
                            <button
                                class="statement-link"
                                type="button"
                                class:opaque=is_opaque
                                data-line=line.to_string()
                                on:click=move |_| app.line.set(Some(line))
                            >
                                <span class="statement-line numbers">{line}</span>
                                <code>{statement.summary}</code>
                            </button>
                            {statement
                                .opaque
                                .map(|reason| {
                                    view! {
                                        <p class="statement-opaque">
                                            {icon(Icon::Information)}
                                            <span>
                                                <Prose text=format!(
                                                    "not understood, and runs as it is: {reason}",
                                                ) />
                                            </span>
                                        </p>
                                    }
                                })}
                        </li>
                    }
                })
                .collect_view()}
        </ol>
        {(left > 0)
            .then(|| view! { <p class="quiet statements-none">{format!("and {} more", grouped(left))}</p> })}
        {(section.count == 0)
            .then(|| view! { <p class="quiet statements-none">"Nothing runs; only the version table changes."</p> })}
    }
}

/// A length in bytes for people.
#[expect(
    clippy::cast_precision_loss,
    reason = "a script has fewer than 2^52 bytes"
)]
fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{} bytes", grouped(bytes)),
        10_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
