use leptos::prelude::*;

/// A message as a sentence: with a capital and a full stop, and what stands between backticks as
/// code.
#[component]
pub fn Prose(
    /// The message, as the planner says it.
    text: String,
) -> impl IntoView {
    let text = sentence(&text);
    text.split('`')
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(position, part)| {
            let part = part.to_owned();
            if position % 2 == 1 {
                view! { <code>{part}</code> }.into_any()
            } else {
                part.into_any()
            }
        })
        .collect_view()
}

/// Begins a message with a capital, and ends it with a full stop. What is no word, as an id, stays.
fn sentence(message: &str) -> String {
    let first_word = message.split_whitespace().next().unwrap_or_default();
    let is_word = first_word
        .trim_end_matches([',', ':', ';', '.', '?', '!'])
        .chars()
        .all(|it| it.is_alphabetic() || matches!(it, '\'' | '-'));
    let mut letters = message.chars();
    let first: String = letters.next().map_or(String::new(), |it| {
        if is_word {
            it.to_uppercase().collect()
        } else {
            it.to_string()
        }
    });
    let is_ended = message.is_empty() || message.ends_with(['.', '?', '!', '…']);
    let stop = if is_ended { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_becomes_a_sentence() {
        assert_eq!(sentence("the file is empty"), "The file is empty.");
        assert_eq!(sentence("`a` is no revision"), "`a` is no revision.");
        assert_eq!(sentence("why?"), "Why?");
        assert_eq!(sentence("bbb001 fails"), "bbb001 fails.");
        assert_eq!(sentence("add_name: no text"), "add_name: no text.");
        assert_eq!(sentence("merged, it fails"), "Merged, it fails.");
        assert_eq!(sentence(""), "");
    }
}
