//! What was typed, which may hold a password where none belongs.

use std::ffi::OsString;

/// What stands in the place of a URL that is not shown.
const MASK: &str = "***";

/// What every URL has.
const MARK: &str = "://";

/// What was typed, word by word.
#[derive(Debug)]
pub struct Typed(Vec<OsString>);

impl Typed {
    /// What the process was started with.
    pub fn read() -> Self {
        Self(std::env::args_os().collect())
    }

    /// The words, the command's name first.
    pub fn words(&self) -> &[OsString] {
        &self.0
    }

    /// Whether errors are wanted as JSON, as far as that can be told of what cannot be understood.
    pub fn wants_json(&self) -> bool {
        let words = &self.0;
        words.iter().any(|word| word == "--format=json")
            || words
                .windows(2)
                .any(|pair| pair[0] == "--format" && pair[1] == "json")
    }

    /// Whether a database's URL stands where it does not belong. Whoever says what a revision is
    /// for may name a page.
    pub fn has_misplaced_url(&self) -> bool {
        let mut words = self.0.iter().map(|word| word.to_string_lossy()).skip(1);
        while let Some(word) = words.next() {
            match word.as_ref() {
                "--url" | "-m" | "--message" => {
                    words.next();
                }
                word if word.starts_with("--url=")
                    || word.starts_with("--message=")
                    || (word.starts_with("-m") && !word.starts_with("--")) => {}
                word if word.contains(MARK) => return true,
                _ => {}
            }
        }
        false
    }

    /// `text`, which others composed of what was typed, without the URLs in it.
    ///
    /// A word with a URL is masked as a whole, and so is the value of an option. What is left of a
    /// URL, such as the part before a comma, is masked to the end of its line.
    pub fn mask(&self, text: &str) -> String {
        // Where nobody typed a URL, those in a help are examples.
        let mut typed = self.0.iter().map(|word| word.to_string_lossy());
        if !typed.any(|word| word.contains(MARK)) {
            return text.to_owned();
        }
        let mut masked = text.to_owned();
        for word in &self.0 {
            let word = word.to_string_lossy();
            if !word.contains(MARK) {
                continue;
            }
            masked = masked.replace(word.as_ref(), MASK);
            if let Some((_, value)) = word.split_once('=').filter(|(_, it)| it.contains(MARK)) {
                masked = masked.replace(value, MASK);
            }
        }
        let lines: Vec<String> = masked.split('\n').map(mask_line).collect();
        lines.join("\n")
    }
}

/// `line` without what follows the scheme of a URL in it.
fn mask_line(line: &str) -> String {
    match line.split_once(MARK) {
        Some((before, _)) => format!("{before}{MARK}{MASK}"),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(words: &[&str]) -> Typed {
        let words = std::iter::once("limbeck").chain(words.iter().copied());
        Typed(words.map(OsString::from).collect())
    }

    #[test]
    fn a_help_keeps_its_examples() {
        let help = "as in `sqlite:///a.db`, and more";
        assert_eq!(typed(&["plan"]).mask(help), help);
    }

    #[test]
    fn urls_are_masked_as_a_whole() {
        let typed = typed(&["mysql://me:ti'ger@h/db", "--from=a://b:c,d@e/f", "plain"]);
        let mask = |text| typed.mask(text);
        assert_eq!(
            mask("unexpected 'mysql://me:ti'ger@h/db' found\nmore, plain"),
            "unexpected '***' found\nmore, plain"
        );
        assert_eq!(mask("value 'a://b:c,d@e/f'"), "value '***'");
        assert_eq!(mask("value 'a://b:c' for x\nmore"), "value 'a://***\nmore");
        assert_eq!(mask("no url"), "no url");
    }

    #[test]
    fn where_a_url_belongs() {
        for words in [
            &["--url", "a://b"][..],
            &["--url=a://b", "heads"],
            &["revision", "-m", "see a://b"],
            &["revision", "-msee a://b"],
            &["revision", "--message=a://b"],
        ] {
            assert!(!typed(words).has_misplaced_url(), "{words:?}");
        }
        for words in [
            &["upgrade", "a://b"][..],
            &["--url", "a://b", "upgrade", "c://d"],
            &["-n", "a://b"],
            &["--from=a://b"],
        ] {
            assert!(typed(words).has_misplaced_url(), "{words:?}");
        }
    }
}
