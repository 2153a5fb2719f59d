//! The planner's JavaScript interface under Node: the same projects give the same JSON, byte for
//! byte, as natively.

mod bindings;
mod native;
mod projects;
mod question;

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use limbeck_planner::project::Project;

use bindings::Bindings;
use projects::{Fixture, fixtures};
use question::{Question, questions};

/// The scripts that run under Node.
fn script(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../planner/tests/javascript")
        .join(name)
}

#[test]
fn the_same_projects_give_the_same_json() -> Result<()> {
    let bindings = Bindings::build()?;
    let fixtures = fixtures()?;
    let asked: Vec<(Fixture, Vec<Question>)> = fixtures
        .into_iter()
        .map(|fixture| {
            let questions = questions(&fixture.files);
            (fixture, questions)
        })
        .collect();
    let answers = under_node(&bindings, &asked)?;
    ensure!(answers.len() == asked.len());
    let mut compared = 0;
    for ((fixture, questions), answers) in asked.into_iter().zip(answers) {
        let project = Project::load(fixture.files);
        ensure!(answers.len() == questions.len());
        for (question, answer) in questions.iter().zip(answers) {
            let native = native::answer(&project, question)?;
            assert_eq!(answer, native, "{}: {question:?}", fixture.name);
            compared += 1;
        }
    }
    assert!(compared > 1_000, "{compared} answers");
    Ok(())
}

#[test]
fn arguments_are_checked() -> Result<()> {
    let bindings = Bindings::build()?;
    let status = Command::new("node")
        .arg("--test")
        .arg(script("interface.test.mjs"))
        .env("LIMBECK_TEST_BINDINGS", bindings.module())
        .status()
        .context("cannot run node")?;
    ensure!(status.success(), "the tests of the interface fail");
    Ok(())
}

/// Asks all questions in one run of Node.
fn under_node(bindings: &Bindings, asked: &[(Fixture, Vec<Question>)]) -> Result<Vec<Vec<String>>> {
    let input: Vec<serde_json::Value> = asked
        .iter()
        .map(|(fixture, questions)| {
            let files: Vec<serde_json::Value> = fixture
                .files
                .iter()
                .map(|file| serde_json::json!({"path": file.path, "bytes": file.bytes}))
                .collect();
            serde_json::json!({"files": files, "questions": questions})
        })
        .collect();
    let path = bindings.folder().join("questions.json");
    std::fs::write(&path, serde_json::to_vec(&input)?)?;
    let output = Command::new("node")
        .arg(script("answers.mjs"))
        .args([bindings.module(), path])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run node")?;
    ensure!(output.status.success(), "node failed");
    Ok(serde_json::from_slice(&output.stdout)?)
}
