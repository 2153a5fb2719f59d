use std::sync::Arc;

use leptos::prelude::*;

use super::super::notice::counted;
use super::place::Place;
use crate::component::{Banner, Icon, Prose, Tone, download, icon};
use crate::state::{App, Between, Newest, Project, Wish};
use crate::worker::{Answer, Question, Rebased, Refusal, Side};

/// Which head's branch goes behind which.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Move {
    branch: String,
    onto: String,
}

impl Wish for Move {}

/// Offers the first script of a branch, changed so that the branch goes behind another head.
#[component]
pub fn Rebase(
    /// What the heads are of.
    project: Arc<Project>,
    /// What there is between them.
    between: Arc<Between>,
    /// The pair that is looked at, which the choice begins with.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let app = App::expect();
    let heads = project.overview.heads.clone();
    let branch = RwSignal::new(String::new());
    let onto = RwSignal::new(String::new());
    // It is the branch that is open first which has to make way for the other.
    let is_of_other = move |head: &str| {
        let row = project.row_of(head);
        let side = row.zip(project.branches());
        side.is_some_and(|(row, branches)| branches.side(row) == Side::Right)
    };
    Effect::new(move |_| {
        let pair = between.pairs.get(chosen.get());
        let ends = pair.map(|it| (it.conflict.left.clone(), it.conflict.right.clone()));
        if let Some((left, right)) = ends {
            let (left, right) = if is_of_other(&left) {
                (right, left)
            } else {
                (left, right)
            };
            branch.set(left);
            onto.set(right);
        }
    });
    let told = RwSignal::new(None::<Result<Arc<Rebased>, Box<Refusal>>>);
    let asking = Newest::new();
    Effect::new(move |_| {
        let wanted = Move {
            branch: branch.get(),
            onto: onto.get(),
        };
        if wanted.branch.is_empty() {
            return;
        }
        let question = |it: &Move| Question::Rebase {
            revision: it.branch.clone(),
            onto: it.onto.clone(),
        };
        asking.want(app, wanted, question, move |answer| {
            if let Answer::Rebased(rebased) = answer {
                told.set(Some(rebased.map(|it| Arc::new(it.unpack()))));
            }
        });
    });
    view! {
        <div class="rebase">
            <HeadSelect id="rebase-branch" label="The branch of" heads=heads.clone() value=branch />
            <button
                class="button square"
                type="button"
                id="rebase-swap"
                aria-label="The other way round"
                title="The other way round"
                on:click=move |_| {
                    let (one, other) = (branch.get_untracked(), onto.get_untracked());
                    branch.set(other);
                    onto.set(one);
                }
            >
                {icon(Icon::Swap)}
            </button>
            <HeadSelect id="rebase-onto" label="behind" heads=heads value=onto />
        </div>
        <div class="rebase-told">
            {move || told.get().map(|told| view! { <RebaseTold told=told asking=asking /> })}
        </div>
        <Banner id="rebase-warning" tone=Tone::Warning>
            "A branch that a database already has must not be rebased: that database would never see \
             what the branch is put behind. Join the heads instead."
        </Banner>
    }
}

#[component]
fn HeadSelect(
    id: &'static str,
    label: &'static str,
    heads: Vec<String>,
    value: RwSignal<String>,
) -> impl IntoView {
    let options = heads.into_iter().map(|head| {
        let this = head.clone();
        view! {
            <option value=head.clone() selected=move || value.get() == this>
                {head.clone()}
            </option>
        }
    });
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select
                class="mono"
                id=id
                prop:value=move || value.get()
                on:change=move |event| value.set(event_target_value(&event))
            >
                {options.collect_view()}
            </select>
        </div>
    }
}

#[component]
fn RebaseTold(told: Result<Arc<Rebased>, Box<Refusal>>, asking: Newest<Move>) -> impl IntoView {
    match told {
        Ok(rebased) => view! { <Change rebased=rebased asking=asking /> }.into_any(),
        Err(refusal) => view! {
            <div class="rebase-refused" id="rebase-refused" role="status">
                {icon(Icon::Error)}
                <p>
                    <Prose text=refusal.message />
                    " "
                    {refusal.help.map(|help| view! { <Prose text=help /> })}
                </p>
            </div>
        }
        .into_any(),
    }
}

/// The one line that changes, and the script to take away.
#[component]
fn Change(rebased: Arc<Rebased>, asking: Newest<Move>) -> impl IntoView {
    let saved = RwSignal::new(None::<Result<String, ()>>);
    let Rebased {
        path,
        line,
        before,
        after,
        moved,
        recorded,
        onto,
        ..
    } = (*rebased).clone();
    let is_recorded = !recorded.is_empty();
    let has = format!("the database already has {}", ticks(&recorded));
    let count = counted(moved.len(), "revision gets", "revisions get");
    let words = format!("{count} another place: {}, behind `{onto}`", ticks(&moved));
    let beside = path.clone();
    let status = move || match saved.get() {
        Some(Ok(name)) => format!("saved `{name}`; put it in the place of `{beside}`"),
        Some(Err(())) => "the browser did not save it".to_owned(),
        None => words.clone(),
    };
    view! {
        <div class="change">
            <Place path=path line=line as usize />
            <pre class="change-lines" id="rebase-change">
                {before
                    .map(|before| {
                        view! {
                            <del>
                                <span aria-hidden="true">"− "</span>
                                {before}
                                "\n"
                            </del>
                        }
                    })}
                <ins>
                    <span aria-hidden="true">"+ "</span>
                    {after}
                </ins>
            </pre>
        </div>
        <div class="change-take">
            <button
                class="button"
                type="button"
                id="download-rebase"
                // What is shown may be of the heads that were chosen before.
                disabled=move || is_recorded || asking.is_busy.get()
                on:click=move |_| {
                    let file = &rebased.file;
                    saved.set(Some(download(file).map(|()| file.name.clone()).map_err(|_| ())));
                }
            >
                {icon(Icon::Download)}
                "Changed script"
            </button>
            <p class="quiet" role="status">
                {move || view! { <Prose text=status() /> }}
            </p>
        </div>
        {is_recorded
            .then(|| {
                view! {
                    <div class="rebase-refused" id="rebase-recorded">
                        {icon(Icon::Error)}
                        <p>
                            <Prose text=has />
                        </p>
                    </div>
                }
            })}
    }
}

/// Ids, each as code; of many, the first.
fn ticks(ids: &[String]) -> String {
    let named: Vec<String> = ids.iter().take(5).map(|id| format!("`{id}`")).collect();
    let left = ids.len().saturating_sub(5);
    let named = named.join(", ");
    if left > 0 {
        format!("{named} and {left} more")
    } else {
        named
    }
}
