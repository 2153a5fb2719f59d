use leptos::prelude::*;

use super::Place;
use crate::component::{Icon, Prose, icon};
use crate::state::App;
use crate::worker::FaultView;

/// What is wrong with the declared schema, each with the way to its place.
#[component]
pub fn Faults(
    /// Where to go.
    place: RwSignal<Option<Place>>,
) -> impl IntoView {
    let app = App::expect();
    move || {
        let faults = app.declaring.faults.get();
        let has_several_files = app
            .declaring
            .draft
            .with_untracked(|draft| draft.files().len() > 1);
        (!faults.is_empty()).then(|| {
            let listed = faults
                .iter()
                .map(|fault| {
                    let fault = fault.clone();
                    view! { <Fault fault=fault place=place names_file=has_several_files /> }
                })
                .collect_view();
            view! {
                <ul class="declared-faults" id="declared-faults">
                    {listed}
                </ul>
            }
        })
    }
}

#[component]
fn Fault(
    fault: FaultView,
    place: RwSignal<Option<Place>>,
    /// Whether it says which file it is in.
    names_file: bool,
) -> impl IntoView {
    let FaultView {
        path,
        line,
        column,
        message,
        help,
        is_error,
    } = fault;
    let words = if names_file {
        format!("{path}:{line}")
    } else {
        format!("Line {line}")
    };
    let data_line = line.to_string();
    view! {
        <li class="declared-fault" class:error=is_error data-fault-line=data_line>
            {icon(if is_error { Icon::Error } else { Icon::Warning })}
            <button
                class="place-link"
                type="button"
                on:click=move |_| place.set(Some((path.clone(), line, column)))
            >
                {words}
            </button>
            <span class="fault-words">
                <Prose text=message />
                {help
                    .map(|help| {
                        view! {
                            " "
                            <span class="quiet">
                                <Prose text=help />
                            </span>
                        }
                    })}
            </span>
        </li>
    }
}
