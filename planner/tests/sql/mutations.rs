//! The corpus with bytes changed, as a fuzzer would: every mutant of every script is held to the
//! laws, in every dialect. The changes are drawn from a fixed seed, so a failure repeats.

use limbeck_planner::sql::{Dialect, code_start, conduct, parse, split};

use crate::fragments::{FRAGMENTS, corpus};
use crate::laws::{check, check_tokens};

/// How often each script is changed; three dialects see each mutant.
const MUTANTS: usize = 600;

#[test]
fn mutated_scripts_keep_the_laws() {
    let mut random = Random(0x5eed);
    let scripts: Vec<String> = Dialect::ALL
        .into_iter()
        .flat_map(corpus)
        .map(|(_, text)| text)
        .collect();
    let mut executions = 0;
    for script in &scripts {
        let mut mutant = script.clone();
        for _ in 0..MUTANTS {
            mutate(&mut mutant, &scripts, &mut random);
            for dialect in Dialect::ALL {
                check(&mutant, 0..mutant.len(), dialect);
                check_tokens(&mutant, 0..mutant.len(), dialect);
                executions += 1;
            }
            if mutant.len() > 4_000 || random.below(8) == 0 {
                mutant.clone_from(script);
            }
        }
    }
    assert!(executions > 50_000, "{executions} executions");
}

/// The parser is somebody else's: whatever is wrong with a statement, it may refuse it and no more.
#[test]
fn mutated_statements_parse_or_are_opaque() {
    let mut random = Random(0xa1e);
    for dialect in Dialect::ALL {
        let scripts: Vec<String> = corpus(dialect).into_iter().map(|(_, text)| text).collect();
        for script in &scripts {
            let mut mutant = script.clone();
            for _ in 0..60 {
                mutate(&mut mutant, &scripts, &mut random);
                for piece in split(&mutant, 0..mutant.len(), dialect).pieces {
                    let statement = &mutant[piece.span.clone()];
                    assert!(statement.get(code_start(statement, dialect)..).is_some());
                    if let Err(fault) = parse(statement, dialect) {
                        assert!(statement.get(fault.offset..).is_some());
                        assert!(!fault.reason.is_empty());
                    }
                    let _ = conduct(statement, dialect);
                }
                if mutant.len() > 2_000 || random.below(8) == 0 {
                    mutant.clone_from(script);
                }
            }
        }
    }
}

/// Changes `text` in one place.
fn mutate(text: &mut String, others: &[String], random: &mut Random) {
    let at = text.floor_char_boundary(random.below(text.len() + 1));
    let end = text.floor_char_boundary((at + random.below(12)).min(text.len()));
    let end = end.max(at);
    match random.below(6) {
        0 => text.replace_range(at..end, ""),
        1 => text.truncate(at),
        2 => text.insert_str(at, FRAGMENTS[random.below(FRAGMENTS.len())]),
        3 => text.replace_range(at..end, FRAGMENTS[random.below(FRAGMENTS.len())]),
        4 => {
            let copied = text[at..end].to_owned();
            text.insert_str(at, &copied);
        }
        _ => {
            let other = &others[random.below(others.len())];
            let from = other.floor_char_boundary(random.below(other.len() + 1));
            let to = other.floor_char_boundary((from + random.below(40)).min(other.len()));
            text.insert_str(at, &other[from..to.max(from)]);
        }
    }
}

/// Numbers from a seed, by Marsaglia's xorshift.
struct Random(u64);

impl Random {
    /// A number below `bound`, which is not 0.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }
}
