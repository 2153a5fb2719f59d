use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::component::{Icon, Prose, download, icon, new_id, now};
use crate::state::{App, Project};
use crate::worker::Question;

/// So many heads are named in the message that is proposed.
const NAMED: usize = 3;

/// Offers the revision that joins all heads.
#[component]
pub fn MergeScript(
    /// The project with several heads.
    project: Arc<Project>,
) -> impl IntoView {
    let app = App::expect();
    let message = RwSignal::new(proposal(&project.overview.heads));
    let failed = RwSignal::new(None::<String>);
    let saved = RwSignal::new(None::<String>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        failed.set(None);
        let Ok(revision) = new_id() else {
            failed.set(Some("the browser gives no random numbers".to_owned()));
            return;
        };
        let question = Question::MergeScript {
            revision,
            created: now(),
            message: message.get_untracked(),
        };
        spawn_local(async move {
            match app.text(question).await {
                Ok(file) => match download(&file) {
                    Ok(()) => saved.set(Some(file.name)),
                    Err(_) => failed.set(Some("the browser did not save it".to_owned())),
                },
                Err(refusal) => failed.set(Some(refusal.message)),
            }
        });
    };
    view! {
        <form class="merge-offer" on:submit=save>
            <div class="field">
                <label for="merge-message">"Message of the merge"</label>
                <input
                    type="text"
                    id="merge-message"
                    autocomplete="off"
                    prop:value=move || message.get()
                    on:input=move |event| message.set(event_target_value(&event))
                />
            </div>
            <button class="button primary" type="submit" id="download-merge">
                {icon(Icon::Download)}
                "Merge revision"
            </button>
            <p class="quiet" role="status">
                {move || match saved.get() {
                    Some(name) => format!("Saved {name}. Put it beside the other scripts."),
                    None => "A script that follows all heads and changes nothing else.".to_owned(),
                }}
            </p>
            {move || {
                failed
                    .get()
                    .map(|it| {
                        view! {
                            <p class="field-error" role="alert">
                                {icon(Icon::Error)} <span><Prose text=it /></span>
                            </p>
                        }
                    })
            }}
        </form>
    }
}

/// What a merge of `heads` may be called.
fn proposal(heads: &[String]) -> String {
    match heads {
        [others @ .., last] if !others.is_empty() && heads.len() <= NAMED => {
            format!("merge {} and {last}", others.join(", "))
        }
        _ => format!("merge {} heads", heads.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_names_what_it_joins() {
        let proposal = |heads: &[&str]| {
            let heads: Vec<String> = heads.iter().map(|&it| it.to_owned()).collect();
            proposal(&heads)
        };
        assert_eq!(proposal(&["a", "b"]), "merge a and b");
        assert_eq!(proposal(&["a", "b", "c"]), "merge a, b and c");
        assert_eq!(proposal(&["a", "b", "c", "d"]), "merge 4 heads");
    }
}
