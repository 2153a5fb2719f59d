//! The same answers as Alembic.
//!
//! `oracle.py` asks Alembic 1.20.1 itself. Each run asks the same, so that a change is judged by
//! what it changes; `LIMBECK_TEST_SEED` is a number, or `random` to look for something new.

mod answer;
mod case;
mod oracle;
mod recorded;
mod verdict;

use std::cell::RefCell;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use limbeck_planner::history::{Fault, History, Revision};
use proptest::test_runner::{
    Config, RngAlgorithm, TestCaseError, TestCaseResult, TestRng, TestRunner,
};

use case::Case;
use oracle::Oracle;
use verdict::{Tally, Verdict, verdict};

/// How many histories are compared.
const HISTORIES: u32 = 1_600;

/// How many revisions a history has at most.
const REVISIONS: usize = 40;

/// How many questions are asked of a history at most.
const QUESTIONS: usize = 28;

/// How many sets of revisions are compared that may be no histories.
const FAULTY_HISTORIES: u32 = 3_000;

/// How many comparisons there are at least.
const COMPARISONS: usize = 20_000;

#[test]
fn random_histories_get_alembics_answers() -> anyhow::Result<()> {
    let oracle = RefCell::new(Oracle::start()?);
    let tally = RefCell::new(Tally::default());
    let seed = seed();
    let outcome = runner(seed, HISTORIES).run(&case::cases(REVISIONS, QUESTIONS), |case| {
        compare(&mut oracle.borrow_mut(), &case, &mut tally.borrow_mut())
    });
    if let Err(failure) = outcome {
        panic!("with LIMBECK_TEST_SEED={seed}: {failure}");
    }
    let tally = tally.into_inner();
    println!("{tally}");
    assert!(tally.comparisons >= COMPARISONS);
    assert_eq!(tally.overused(), [], "{tally}");
    Ok(())
}

/// Compares every answer to a case.
fn compare(oracle: &mut Oracle, case: &Case, tally: &mut Tally) -> TestCaseResult {
    let fail = |message: String| TestCaseError::fail(message);
    let theirs = oracle
        .ask(&case.to_json())
        .map_err(|error| fail(format!("{error:#}")))?;
    let history = History::build(case.revisions.clone())
        .map_err(|faults| fail(format!("refused the history: {faults:?}")))?;
    let graph = answer::graph(&history);
    if graph != theirs["graph"] {
        return Err(fail(format!(
            "the graph differs\n ours: {graph}\ntheirs: {}",
            theirs["graph"]
        )));
    }
    tally.comparisons += 1;
    let answers = theirs["answers"].as_array().map_or(&[][..], Vec::as_slice);
    if answers.len() != case.questions.len() {
        return Err(fail(format!(
            "{} answers to {} questions: {theirs}",
            answers.len(),
            case.questions.len()
        )));
    }
    let mut table = Vec::new();
    for (question, theirs) in case.questions.iter().zip(answers) {
        let before = table.clone();
        let ours = answer::answer(&history, &mut table, question);
        tally.comparisons += 1;
        let verdict = match verdict(question, &ours, theirs) {
            _ if theirs["table"] != serde_json::json!(table) => Verdict::Different,
            verdict => verdict,
        };
        match verdict {
            Verdict::Same => {}
            Verdict::Excused(excuse) => tally.excuse(excuse),
            Verdict::Different => {
                return Err(fail(format!(
                    "{question:?} at {before:?}\n ours: {ours:?}, then {table:?}\ntheirs: {theirs}"
                )));
            }
        }
    }
    Ok(())
}

#[test]
fn what_alembic_refuses_to_load_is_a_fault() -> anyhow::Result<()> {
    let oracle = RefCell::new(Oracle::start()?);
    let seed = seed();
    let outcome = runner(seed, FAULTY_HISTORIES).run(&case::faulty_revisions(8), |revisions| {
        compare_faults(&mut oracle.borrow_mut(), revisions)
    });
    if let Err(failure) = outcome {
        panic!("with LIMBECK_TEST_SEED={seed}: {failure}");
    }
    Ok(())
}

/// Compares whether both refuse the revisions, and why.
fn compare_faults(oracle: &mut Oracle, revisions: Vec<Revision>) -> TestCaseResult {
    let case = Case {
        revisions: revisions.clone(),
        questions: Vec::new(),
    };
    let theirs = oracle
        .ask(&case.to_json())
        .map_err(|error| TestCaseError::fail(format!("{error:#}")))?;
    let warns = theirs["warnings"]
        .as_array()
        .is_some_and(|it| !it.is_empty());
    let faults = History::build(revisions).err().unwrap_or_default();
    let found = |is: fn(&Fault) -> bool| faults.iter().any(is);
    let agrees = match theirs["refused"].as_str() {
        // A cycle that a walk from the heads and one from the bases both come by is one that
        // Alembic does not see, and so is a dependency on a label of the revision's own.
        None if !warns => faults.iter().all(|fault| {
            matches!(
                fault,
                Fault::Cycle { .. } | Fault::DependencyCycle { .. } | Fault::SelfLoop { .. }
            )
        }),
        None => found(|it| matches!(it, Fault::DuplicateRevision { .. })),
        Some("illegal_id") => found(|it| matches!(it, Fault::IllegalId { .. })),
        Some("label_taken") => found(|it| matches!(it, Fault::DuplicateBranchLabel { .. })),
        // What is missing, or is a label where there must be an id, is a `KeyError`.
        Some("crash") => found(|it| {
            matches!(
                it,
                Fault::MissingDownRevision { .. }
                    | Fault::MissingDependency { .. }
                    | Fault::DuplicateRevision { .. }
            )
        }),
        // A label for a down revision looks like a cycle to Alembic.
        Some("cycle") => found(|it| {
            matches!(
                it,
                Fault::Cycle { .. }
                    | Fault::SelfLoop { .. }
                    | Fault::DuplicateRevision { .. }
                    | Fault::MissingDownRevision { .. }
            )
        }),
        Some("dependency_cycle") => found(|it| {
            matches!(
                it,
                Fault::DependencyCycle { .. }
                    | Fault::Cycle { .. }
                    | Fault::SelfLoop { .. }
                    | Fault::DuplicateRevision { .. }
                    | Fault::MissingDownRevision { .. }
            )
        }),
        Some(_) => false,
    };
    if agrees {
        Ok(())
    } else {
        Err(TestCaseError::fail(format!(
            "ours: {faults:?}\ntheirs: {theirs}"
        )))
    }
}

/// Alembic's view of real projects, in the folder that `LIMBECK_ORACLE` names. It is too large for
/// the clone, so the test is left out, and counted as such, unless it is asked for.
#[test]
#[ignore = "LIMBECK_ORACLE must name a folder of recordings"]
fn recorded_histories_are_seen_the_same_way() -> anyhow::Result<()> {
    let folder = std::env::var_os("LIMBECK_ORACLE");
    let folder = folder.context("LIMBECK_ORACLE names no folder of recordings")?;
    let files = recorded::files(folder.as_ref())?;
    anyhow::ensure!(!files.is_empty(), "no *.graph.json in {}", folder.display());
    for file in files {
        recorded::compare(&file)?;
    }
    Ok(())
}

fn runner(seed: u64, cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// What the histories are drawn from, unless `LIMBECK_TEST_SEED` says otherwise.
const SEED: u64 = 1_975;

fn seed() -> u64 {
    match std::env::var("LIMBECK_TEST_SEED").as_deref() {
        Ok("random") => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |now| u64::from(now.subsec_nanos()) ^ now.as_secs()),
        Ok(seed) => seed.parse().expect("LIMBECK_TEST_SEED is a number"),
        Err(_) => SEED,
    }
}
