use super::{Render, if_not_exists};
use crate::operation::{Existing, SequenceOptionChanges};
use crate::schema::{QualifiedName, Sequence, SequenceOptions};

/// The options of a sequence that are said.
pub(super) fn options(options: SequenceOptions) -> String {
    let mut texts = Vec::new();
    let mut add = |words: &str, value: Option<i128>| {
        if let Some(value) = value {
            texts.push(format!("{words} {value}"));
        }
    };
    add("INCREMENT BY", options.increment);
    add("START WITH", options.start);
    add("MINVALUE", options.minimum);
    add("MAXVALUE", options.maximum);
    add("CACHE", options.cache);
    if options.cycle {
        texts.push("CYCLE".to_owned());
    }
    texts.join(" ")
}

/// The options of a sequence that change, each as it is written.
pub(super) fn changed_options(change: SequenceOptionChanges) -> Vec<String> {
    let mut texts = Vec::new();
    let bound = |word: &str, value: Option<i128>| {
        value.map_or_else(|| format!("NO {word}"), |value| format!("{word} {value}"))
    };
    if let Some(increment) = change.increment {
        texts.push(format!("INCREMENT BY {increment}"));
    }
    if let Some(start) = change.start {
        texts.push(format!("START WITH {start}"));
    }
    if let Some(minimum) = change.minimum {
        texts.push(bound("MINVALUE", minimum));
    }
    if let Some(maximum) = change.maximum {
        texts.push(bound("MAXVALUE", maximum));
    }
    if let Some(cache) = change.cache {
        texts.push(format!("CACHE {cache}"));
    }
    match change.cycle {
        Some(true) => texts.push("CYCLE".to_owned()),
        Some(false) => texts.push("NO CYCLE".to_owned()),
        None => {}
    }
    texts
}

impl Render {
    pub(super) fn create_sequence(
        self,
        name: &QualifiedName,
        sequence: &Sequence,
        existing: Existing,
    ) -> Vec<String> {
        let mut sql = format!(
            "CREATE SEQUENCE {}{}",
            if_not_exists(existing),
            self.qualified(name)
        );
        if let Some(data_type) = &sequence.data_type {
            sql.push_str(" AS ");
            sql.push_str(&data_type.text);
        }
        let options = options(sequence.options);
        if !options.is_empty() {
            sql.push(' ');
            sql.push_str(&options);
        }
        if let Some(owner) = &sequence.owner {
            sql.push_str(" OWNED BY ");
            sql.push_str(&self.qualified(&owner.table));
            sql.push('.');
            sql.push_str(&self.name(&owner.column));
        }
        vec![sql]
    }
}
