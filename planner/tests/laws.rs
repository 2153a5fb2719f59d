//! Laws that hold for any history and any text.

use std::collections::{HashMap, HashSet};

use limbeck_planner::history::{Fault, History, Revision};
use limbeck_planner::plan::{self, Order, VersionOperation};
use limbeck_planner::target::{self, TargetError};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// How a revision comes after earlier ones.
#[derive(Debug, Clone)]
struct Sketch {
    parents: Vec<Index>,
    needed: Option<Index>,
    load: u16,
}

/// Sound histories in any load order. No revision depends on its own ancestor, and no merge joins
/// an ancestor with its descendant: there Alembic loses rows, and Limbeck with it.
fn histories() -> impl Strategy<Value = History> {
    let parents = prop_oneof![
        2 => vec(any::<Index>(), 0),
        12 => vec(any::<Index>(), 1),
        4 => vec(any::<Index>(), 2..4),
    ];
    let sketch = (
        parents,
        proptest::option::weighted(0.15, any::<Index>()),
        any::<u16>(),
    )
        .prop_map(|(parents, needed, load)| Sketch {
            parents,
            needed,
            load,
        });
    vec(sketch, 1..40).prop_map(|sketches| {
        let mut revisions: Vec<(u16, Revision)> = Vec::new();
        let mut above: Vec<HashSet<usize>> = Vec::new();
        for (index, sketch) in sketches.iter().enumerate() {
            let mut ancestors = HashSet::from([index]);
            let mut named = Vec::new();
            let picks = sketch.parents.iter().chain(&sketch.needed);
            for earlier in picks.filter(|_| index > 0).map(|it| it.index(index)) {
                let related = named.iter().any(|&other: &usize| {
                    above[other].contains(&earlier) || above[earlier].contains(&other)
                });
                if !related {
                    named.push(earlier);
                    ancestors.extend(&above[earlier]);
                }
            }
            let is_needed = |it: &usize| {
                sketch
                    .needed
                    .is_some_and(|needed| index > 0 && needed.index(index) == *it)
            };
            let name = |it: usize| format!("r{it}");
            let (depends_on, down_revisions): (Vec<usize>, Vec<usize>) =
                named.into_iter().partition(is_needed);
            revisions.push((
                sketch.load,
                Revision {
                    id: name(index),
                    down_revisions: down_revisions.into_iter().map(name).collect(),
                    depends_on: depends_on.into_iter().map(name).collect(),
                    ..Revision::default()
                },
            ));
            above.push(ancestors);
        }
        revisions.sort_by_key(|(load, _)| *load);
        let revisions = revisions
            .into_iter()
            .map(|(_, revision)| revision)
            .collect();
        History::build(revisions).expect("it is built to be sound")
    })
}

/// The rows of a database after upgrades to some revisions.
fn reached(history: &History, stops: &[Index]) -> Vec<String> {
    let mut rows = Vec::new();
    for stop in stops {
        let target = &stop.get(history.revisions()).id;
        rows = plan::upgrade(history, &rows, target)
            .expect("a sound history can be upgraded to each of its revisions")
            .to;
    }
    rows
}

fn sorted(mut rows: Vec<String>) -> Vec<String> {
    rows.sort_unstable();
    rows
}

/// Makes the changes of a plan, each of which must find the rows that it takes away and none of
/// those that it adds.
fn run(rows: &[String], order: &Order) -> Vec<String> {
    let mut rows: HashSet<String> = rows.iter().cloned().collect();
    for operation in order.steps.iter().flat_map(|it| &it.version_operations) {
        let (gone, come) = match operation {
            VersionOperation::Insert { revision } => (None, Some(revision)),
            VersionOperation::Delete { revision } => (Some(revision), None),
            VersionOperation::Update { from, to } => (Some(from), Some(to)),
        };
        assert!(gone.is_none_or(|row| rows.remove(row)), "{operation:?}");
        assert!(
            come.is_none_or(|row| rows.insert(row.clone())),
            "{operation:?}"
        );
    }
    sorted(rows.into_iter().collect())
}

proptest! {
    #[test]
    fn a_downgrade_undoes_an_upgrade(
        history in histories(),
        stops in vec(any::<Index>(), 1..4),
    ) {
        let heads = plan::upgrade(&history, &[], "heads").expect("there is a plan");
        prop_assert_eq!(run(&[], &heads), heads.to.clone());
        let base = plan::downgrade(&history, &heads.to, "base").expect("there is a plan");
        prop_assert!(base.to.is_empty());
        prop_assert_eq!(run(&heads.to, &base), base.to);

        let rows = reached(&history, &stops);
        let base = plan::downgrade(&history, &rows, "base").expect("there is a plan");
        prop_assert_eq!(run(&rows, &base), Vec::<String>::new());
        prop_assert!(base.to.is_empty());
    }

    #[test]
    fn an_upgrade_undoes_a_downgrade(
        history in histories(),
        stops in vec(any::<Index>(), 1..4),
        stop in any::<Index>(),
    ) {
        let target = &stop.get(history.revisions()).id;
        let heads = plan::upgrade(&history, &[], "heads").expect("there is a plan").to;
        for rows in [heads, reached(&history, &stops)] {
            let Ok(down) = plan::downgrade(&history, &rows, target) else {
                continue;
            };
            prop_assert_eq!(run(&rows, &down), down.to.clone());
            let mut back = down.to;
            for row in &rows {
                let up = plan::upgrade(&history, &back, row).expect("there is a plan");
                prop_assert_eq!(run(&back, &up), up.to.clone());
                back = up.to;
            }
            prop_assert_eq!(back, rows);
        }
    }

    #[test]
    fn every_revision_comes_after_what_it_needs(
        history in histories(),
        stops in vec(any::<Index>(), 0..3),
    ) {
        let rows = reached(&history, &stops);
        let order = plan::upgrade(&history, &rows, "heads").expect("there is a plan");
        let places: HashMap<&str, usize> = order
            .steps
            .iter()
            .enumerate()
            .map(|(place, step)| (step.revision.as_str(), place))
            .collect();
        prop_assert_eq!(places.len(), order.steps.len());
        for step in &order.steps {
            let revision = history.get(&step.revision).expect("it is a revision");
            for needed in revision.down_revisions.iter().chain(&revision.depends_on) {
                if let Some(place) = places.get(needed.as_str()) {
                    prop_assert!(*place < places[step.revision.as_str()]);
                }
            }
        }
    }

    #[test]
    fn upgrading_to_heads_ends_at_the_effective_heads(
        history in histories(),
        stops in vec(any::<Index>(), 0..4),
    ) {
        let rows = reached(&history, &stops);
        let order = plan::upgrade(&history, &rows, "heads").expect("there is a plan");
        let heads: Vec<String> = history.effective_heads().into_iter().map(str::to_owned).collect();
        prop_assert_eq!(run(&rows, &order), sorted(heads));
        prop_assert!(plan::upgrade(&history, &order.to, "heads").expect("there is a plan").steps.is_empty());
    }

    #[test]
    fn a_listing_has_every_revision_once_after_what_follows_it(history in histories()) {
        let listed = history.newest_first();
        let places: HashMap<&str, usize> =
            listed.iter().enumerate().map(|(place, it)| (it.id.as_str(), place)).collect();
        prop_assert_eq!(places.len(), history.revisions().len());
        for revision in listed {
            for needed in revision.down_revisions.iter().chain(&revision.depends_on) {
                prop_assert!(places[revision.id.as_str()] < places[needed.as_str()]);
            }
        }
    }

    #[test]
    fn no_revisions_panic(
        revisions in vec(
            (name(), vec(name(), 0..3), vec(name(), 0..3), vec(name(), 0..3)),
            0..12,
        ),
        target in text(),
    ) {
        let revisions: Vec<Revision> = revisions
            .into_iter()
            .map(|(id, down_revisions, depends_on, branch_labels)| Revision {
                id,
                down_revisions,
                depends_on,
                branch_labels,
                ..Revision::default()
            })
            .collect();
        let count = revisions.len();
        match History::build(revisions) {
            Ok(history) => ask_everything(&history, &target),
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in &faults {
                    prop_assert!(involved(fault).iter().all(|it| *it < count));
                    prop_assert!(!fault.to_string().is_empty());
                }
            }
        }
    }

    #[test]
    fn no_target_panics(history in histories(), target in text()) {
        ask_everything(&history, &target);
    }
}

/// Names that are likely to meet each other.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(&["a", "b", "c", "ab", "abcd", "abcde", "head", "base"][..])
            .prop_map(str::to_owned),
        1 => any::<String>(),
        1 => Just(String::new()),
    ]
}

/// Targets, and what is nearly one.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "((r[0-9]{1,2}|head|heads|base|a|ab|abcd)@?)?(r[0-9]{1,2}|head|heads|base|a|ab)?([+-][0-9]{1,12})?",
        1 => "[r0-9a-z@:+-]{0,12}",
        1 => any::<String>(),
    ]
}

fn ask_everything(history: &History, target: &str) {
    let heads: Vec<String> = history
        .effective_heads()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let text = target.to_owned();
    for rows in [&[][..], &heads, std::slice::from_ref(&text)] {
        let _ = plan::upgrade(history, rows, target);
        let _ = plan::downgrade(history, rows, target);
        let _ = plan::stamp(history, rows, std::slice::from_ref(&text));
        let _ = target::range(history, rows, &format!("{target}:"));
        let _ = target::range(history, rows, &format!(":{target}"));
        let _ = target::range(history, rows, target);
    }
    let _ = plan::upgrade_offline(history, target);
    let _ = plan::downgrade_offline(history, target);
    let _ = target::revisions(history, target);
}

fn involved(fault: &Fault) -> Vec<usize> {
    match fault {
        Fault::IllegalId { revision, .. }
        | Fault::MissingDownRevision { revision, .. }
        | Fault::MissingDependency { revision, .. }
        | Fault::SelfLoop { revision, .. } => vec![*revision],
        Fault::DuplicateRevision { revisions, .. }
        | Fault::Cycle { revisions, .. }
        | Fault::DependencyCycle { revisions, .. }
        | Fault::DuplicateBranchLabel { revisions, .. } => revisions.clone(),
    }
}

fn revision(id: &str, down_revisions: &[&str], depends_on: &[&str]) -> Revision {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    Revision {
        id: id.to_owned(),
        down_revisions: owned(down_revisions),
        depends_on: owned(depends_on),
        ..Revision::default()
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let labelled = |mut revision: Revision, label: &str| {
        revision.branch_labels = vec![label.to_owned()];
        revision
    };
    let faults = History::build(vec![
        revision("a", &["c"], &[]),
        revision("b", &["a"], &[]),
        revision("c", &["b"], &[]),
        revision("outside", &["a"], &[]),
        revision("d", &[], &["e"]),
        revision("e", &["d"], &[]),
        labelled(revision("f", &["f", "gone"], &["lost"]), "shop"),
        labelled(revision("d", &[], &[]), "shop"),
        revision("bad-id", &[], &[]),
    ])
    .expect_err("nothing here is sound");
    let owned = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
    assert_eq!(
        faults,
        [
            Fault::IllegalId {
                revision: 8,
                id: "bad-id".to_owned()
            },
            Fault::DuplicateRevision {
                id: "d".to_owned(),
                revisions: vec![4, 7]
            },
            Fault::DuplicateBranchLabel {
                label: "shop".to_owned(),
                revisions: vec![6, 7]
            },
            Fault::MissingDownRevision {
                revision: 6,
                missing: "gone".to_owned()
            },
            Fault::MissingDependency {
                revision: 6,
                missing: "lost".to_owned()
            },
            Fault::SelfLoop {
                revision: 6,
                id: "f".to_owned()
            },
            Fault::Cycle {
                revisions: vec![0, 2, 1],
                ids: owned(&["a", "c", "b"])
            },
            Fault::DependencyCycle {
                revisions: vec![4, 5],
                ids: owned(&["d", "e"])
            },
        ]
    );
}

#[test]
fn a_row_that_no_script_declares_is_named() {
    let history = History::build(vec![revision("a", &[], &[])]).expect("one revision is sound");
    assert_eq!(
        plan::upgrade(&history, &["abcd".to_owned()], "head"),
        Err(TargetError::UnknownCurrent {
            revision: "abcd".to_owned()
        })
    );
}
