use super::TransactionEffect;
use super::words::Words;

/// <https://www.sqlite.org/lang_vacuum.html>,
/// <https://www.sqlite.org/pragma.html#pragma_foreign_keys>,
/// <https://www.sqlite.org/pragma.html#pragma_journal_mode>
pub(super) fn effect(words: &Words) -> TransactionEffect {
    let pragma =
        |names: &[&str]| words.start_with("PRAGMA") && names.iter().any(|name| words.contain(name));
    if words.start_with("VACUUM") || pragma(&["SYNCHRONOUS"]) {
        TransactionEffect::RefusedInside
    } else if pragma(&["FOREIGN_KEYS", "JOURNAL_MODE"]) {
        TransactionEffect::IgnoredInside
    } else {
        TransactionEffect::Ordinary
    }
}
