use std::fmt::Display;

use leptos::prelude::*;

use crate::component::{Icon, icon};
use crate::state::{App, Stage};
use crate::worker::Progress;

/// What is shown while files are read.
#[component]
pub fn Loading() -> impl IntoView {
    let app = App::expect();
    let loading = move || {
        app.stage.with(|stage| match stage {
            Stage::Loading(loading) => loading.clone(),
            _ => crate::state::Loading::default(),
        })
    };
    let share = move || match loading().progress {
        Some(Progress::Reading { done, total }) => Some((done, total)),
        Some(Progress::Building { total }) => Some((total, total)),
        None => None,
    };
    let words = move || {
        let loading = loading();
        match loading.progress {
            Some(Progress::Reading { done, total }) => {
                format!("Reading {} of {} scripts", grouped(done), grouped(total))
            }
            Some(Progress::Building { total }) => {
                format!("Building the history of {} scripts", grouped(total))
            }
            None if loading.found > 0 => format!("Looking through {} files", loading.found),
            None => "Opening".to_owned(),
        }
    };
    view! {
        <main id="main" class="notice" tabindex="-1" aria-busy="true">
            <div class="notice-card" id="loading">
                <h1>{move || format!("Opening {}", loading().name)}</h1>
                <progress
                    aria-label="Reading"
                    max=move || share().map(|(_, total)| total.max(1).to_string())
                    value=move || share().map(|(done, _)| done.to_string())
                ></progress>
                <p class="quiet numbers">{words}</p>
            </div>
        </main>
    }
}

/// What is shown when the planner failed.
#[component]
pub fn Crashed(
    /// What it said.
    reason: String,
) -> impl IntoView {
    view! {
        <main id="main" class="notice" tabindex="-1">
            <div class="notice-card" id="crashed" role="alert">
                <h1>{icon(Icon::Error)} "The planner stopped"</h1>
                <p>
                    "This is a fault of Limbeck and not of your scripts, and nothing is lost. "
                    "Please report what it said, with the script that it met if you can tell."
                </p>
                <pre class="notice-detail">{reason}</pre>
                <button
                    class="button primary"
                    type="button"
                    on:click=|_| {
                        let _ = window().location().reload();
                    }
                >
                    "Start again"
                </button>
            </div>
        </main>
    }
}

/// A number with its thousands apart.
pub fn grouped(number: impl Display) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count with its word, which is in the plural but for one.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    let word = if number == 1 { one } else { many };
    format!("{} {word}", grouped(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(
            ["0", "999", "1000", "1234567"].map(grouped),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(counted(1, "step", "steps"), "1 step");
        assert_eq!(counted(10_000, "step", "steps"), "10,000 steps");
    }
}
