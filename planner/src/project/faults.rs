//! Tells the faults of a graph at the places of the scripts that make them.

use std::collections::HashMap;

use super::places::{List, Places};
use crate::diagnostic::{Code, Diagnostic, Location, Related, Severity};
use crate::history::{Fault, History};

/// A warning for a history with several heads, related to each of them.
pub(super) fn multiple_heads(
    history: &History,
    index_of: &HashMap<String, usize>,
    places: &mut Places<'_>,
) -> Option<Diagnostic> {
    let heads = history.heads();
    if heads.len() < 2 {
        return None;
    }
    let related = heads
        .iter()
        .filter_map(|head| Some((head, *index_of.get(*head)?)))
        .map(|(head, index)| Related {
            location: places.revision(index),
            message: format!("`{head}` is a head"),
        })
        .collect();
    Some(Diagnostic {
        severity: Severity::Warning,
        code: Code::MultipleHeads,
        message: format!("the history has {} heads: {}", heads.len(), some(&heads)),
        location: None,
        related,
        help: Some("merge them with `limbeck merge heads`".to_owned()),
    })
}

/// The first of `ids` by name, and how many more there are.
fn some(ids: &[&str]) -> String {
    const NAMED: usize = 10;
    match ids.len().checked_sub(NAMED) {
        None | Some(0) => ids.join(", "),
        Some(more) => format!("{} and {more} more", ids[..NAMED].join(", ")),
    }
}

/// The diagnostic for one fault of the graph whose scripts `places` knows.
pub(super) fn explain(fault: &Fault, places: &mut Places<'_>) -> Diagnostic {
    let telling = match fault {
        Fault::IllegalId { revision, .. } => Telling {
            code: Code::InvalidRevision,
            places: vec![(places.revision(*revision), "")],
            help: "an id has at least one character, and none of `@`, `-`, `+` and `:`",
        },
        Fault::DuplicateRevision { revisions, .. } => Telling {
            code: Code::DuplicateRevision,
            places: revisions
                .iter()
                .map(|&index| (places.revision(index), "it is also declared here"))
                .collect(),
            help: "give one of them another id, and mend the scripts that follow it",
        },
        Fault::MissingDownRevision { revision, missing } => Telling {
            code: Code::MissingDownRevision,
            places: vec![(places.name(*revision, List::DownRevision, missing), "")],
            help: "add the script that is missing, or correct the id",
        },
        Fault::MissingDependency { revision, missing } => Telling {
            code: Code::MissingDependency,
            places: vec![(places.name(*revision, List::DependsOn, missing), "")],
            help: "a dependency is the whole id or a branch label of another script",
        },
        Fault::SelfLoop { revision, .. } => Telling {
            code: Code::SelfLoop,
            places: vec![(places.parents(*revision), "")],
            help: "name the revision that comes before it, or none",
        },
        Fault::Cycle { revisions, .. } => Telling {
            code: Code::Cycle,
            places: on_cycle(revisions, places),
            help: "one of them must name a parent outside the cycle",
        },
        Fault::DependencyCycle { revisions, .. } => Telling {
            code: Code::DependencyCycle,
            places: on_dependency_cycle(revisions, places),
            help: "take away one of the dependencies",
        },
        Fault::DuplicateBranchLabel { label, revisions } => Telling {
            code: Code::DuplicateBranchLabel,
            places: revisions
                .iter()
                .map(|&index| {
                    let place = places.name(index, List::BranchLabels, label);
                    (place, "it is also used here")
                })
                .collect(),
            help: "a label belongs to one revision, and is no revision's id",
        },
    };
    let mut places = telling.places.into_iter();
    let first = places.next().map(|(location, _)| location);
    Diagnostic {
        severity: Severity::Error,
        code: telling.code,
        message: fault.to_string(),
        location: first,
        related: places
            .map(|(location, message)| Related {
                location,
                message: message.to_owned(),
            })
            .collect(),
        help: Some(telling.help.to_owned()),
    }
}

/// What there is to tell of a fault besides its own message.
struct Telling {
    code: Code,
    /// The first is the fault's own, the others are related to it.
    places: Vec<(Location, &'static str)>,
    help: &'static str,
}

fn on_cycle(revisions: &[usize], places: &mut Places<'_>) -> Vec<(Location, &'static str)> {
    revisions
        .iter()
        .map(|&index| (places.parents(index), "this one is on the cycle, too"))
        .collect()
}

/// The links of a cycle of which some are dependencies. One of these comes first: it is what is to
/// be taken away.
fn on_dependency_cycle(
    revisions: &[usize],
    places: &mut Places<'_>,
) -> Vec<(Location, &'static str)> {
    let next = revisions.iter().cycle().skip(1);
    let mut links: Vec<_> = revisions
        .iter()
        .zip(next)
        .map(|(&index, &next)| places.link(index, next))
        .collect();
    let dependency = links
        .iter()
        .position(|(list, _)| *list == List::DependsOn)
        .unwrap_or_default();
    links.rotate_left(dependency);
    links
        .into_iter()
        .map(|(_, location)| (location, "this one is on the cycle, too"))
        .collect()
}
