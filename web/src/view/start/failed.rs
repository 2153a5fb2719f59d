use leptos::prelude::*;

use super::super::notice::counted;
use crate::component::{Banner, Prose, Tone};
use crate::worker::OpenError;

/// Why nothing could be opened, and what to do about it.
#[component]
pub fn OpenFailed(
    /// Why.
    error: OpenError,
) -> impl IntoView {
    view! {
        <Banner id="open-error" tone=Tone::Error>
            <FailureText failure=Failure::of(error) />
        </Banner>
    }
}

/// What is wrong, and what to do, in paragraphs.
#[component]
pub fn FailureText(
    /// What there is to say.
    failure: Failure,
) -> impl IntoView {
    let Failure { title, place, help } = failure;
    view! {
        <p class="banner-title">
            <Prose text=title />
        </p>
        {place.map(|place| view! { <p class="mono place">{place}</p> })}
        {help
            .into_iter()
            .map(|help| {
                view! {
                    <p>
                        <Prose text=help />
                    </p>
                }
            })
            .collect_view()}
    }
}

/// An error in words.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    title: String,
    place: Option<String>,
    help: Vec<String>,
}

impl Failure {
    /// The words for `error`.
    pub fn of(error: OpenError) -> Self {
        let (title, help) = match error {
            OpenError::Empty { name } => (
                format!("`{name}` is empty"),
                "open the folder that holds the scripts, or one above it".to_owned(),
            ),
            OpenError::NoScripts { name, files, some } => no_scripts(&name, files, &some),
            OpenError::Unreadable { name, reason } => (
                format!("`{name}` could not be read"),
                format!("the browser says: {reason}. Open the folder again; it may have changed"),
            ),
            OpenError::NotServed { reason } => (
                "the served project could not be fetched".to_owned(),
                format!("{reason}. Is `limbeck serve` still running? Reload the page once it is"),
            ),
            OpenError::Refused {
                message,
                place,
                hints,
            } => {
                return Self {
                    title: message,
                    place,
                    help: hints,
                };
            }
            OpenError::NoSuchExample { name } => (
                format!("there is no example called `{name}`"),
                "choose one of those on this page".to_owned(),
            ),
        };
        Self {
            title,
            place: None,
            help: vec![help],
        }
    }
}

/// What makes a file a script.
const A_SCRIPT: &str = "a script is a file whose name ends in `.sql`, and that begins with a line \
                        like `-- revision: ae1027a6acf0`";

/// What was opened that has no scripts, and what that means. `some` are paths of files that are no
/// SQL.
fn no_scripts(name: &str, files: u32, some: &[String]) -> (String, String) {
    let is_sql = some.is_empty();
    let is_alone = files == 1 && (name.ends_with(".sql") || some == [name]);
    if is_alone {
        let help = if is_sql {
            "it does not say which revision it is: a script begins with a line like \
             `-- revision: ae1027a6acf0`"
        } else {
            A_SCRIPT
        };
        return (format!("`{name}` is no migration script"), help.to_owned());
    }
    let count = counted(files as usize, "file", "files");
    let named = match some {
        [] => "of SQL, and none says which revision it is".to_owned(),
        some if some.len() < files as usize => format!("({}, …)", some.join(", ")),
        some => format!("({})", some.join(", ")),
    };
    (
        format!("there are no migration scripts in `{name}`"),
        format!("it has {count} {named}; {A_SCRIPT}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, files: u32, some: &[&str]) -> (String, String) {
        let some: Vec<String> = some.iter().map(|&it| it.to_owned()).collect();
        no_scripts(name, files, &some)
    }

    #[test]
    fn a_file_is_told_of_as_a_file() {
        let (title, help) = told("readme.txt", 1, &["readme.txt"]);
        assert_eq!(title, "`readme.txt` is no migration script");
        assert!(help.starts_with("a script is a file whose name"));
        let (title, help) = told("schema.sql", 1, &[]);
        assert_eq!(title, "`schema.sql` is no migration script");
        assert!(help.starts_with("it does not say which revision"));
    }

    #[test]
    fn a_folder_is_told_of_as_a_folder() {
        let (title, help) = told("docs", 1, &["readme.txt"]);
        assert_eq!(title, "there are no migration scripts in `docs`");
        assert!(help.starts_with("it has 1 file (readme.txt); "), "{help}");
        let (_, help) = told("docs", 9, &["a", "b", "c"]);
        assert!(help.starts_with("it has 9 files (a, b, c, …); "), "{help}");
        let (_, help) = told("docs", 2, &[]);
        assert!(
            help.starts_with("it has 2 files of SQL, and none"),
            "{help}"
        );
    }
}
