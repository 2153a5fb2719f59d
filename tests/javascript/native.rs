//! The answers of the planner itself.

use anyhow::{Context as _, Result};
use limbeck_planner::document::{
    DiagnosticDocument, ErrorDocument, PlanDocument, RevisionDocument,
};
use limbeck_planner::export::{OfflineOptions, offline_sql};
use limbeck_planner::history::History;
use limbeck_planner::plan::{self, Plan, TransactionMode};
use limbeck_planner::project::Project;
use limbeck_planner::target;
use serde::Serialize;
use serde_json::Value;

use crate::question::Question;

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer<T> {
    Ok(T),
    Error(ErrorDocument),
}

/// The text of the JSON that answers `question`.
pub fn answer(project: &Project, question: &Question) -> Result<String> {
    match question.ask {
        "diagnostics" => {
            let diagnostics = project.diagnostics().iter();
            let documents: Vec<_> = diagnostics.map(DiagnosticDocument::of).collect();
            text(Ok(documents))
        }
        "history" => text(revisions(project, |history| {
            let revisions = history.newest_first().into_iter();
            revisions.map(|revision| revision.id.as_str()).collect()
        })),
        "heads" => text(revisions(project, History::heads)),
        "bases" => text(revisions(project, History::bases)),
        "resolve" => {
            let target = question.arguments[0].as_str().context("a target is text")?;
            text(graph(project).and_then(|history| {
                let found = target::revisions(history, target)?;
                Ok(found
                    .into_iter()
                    .map(|it| it.id.as_str())
                    .collect::<Vec<_>>())
            }))
        }
        "plan" => {
            let plan = plan(project, &question.arguments[0])?;
            text(plan.map(|plan| PlanDocument::of(&plan)))
        }
        "offlineSql" => {
            let transaction = match question.arguments[1]["transaction"].as_str() {
                Some("all") => TransactionMode::All,
                Some("none") => TransactionMode::None,
                _ => TransactionMode::Step,
            };
            let options = OfflineOptions {
                transaction,
                ..OfflineOptions::default()
            };
            let plan = plan(project, &question.arguments[0])?;
            text(plan.map(|plan| offline_sql(&plan, &options)))
        }
        other => anyhow::bail!("nobody asks for {other}"),
    }
}

fn text<T: Serialize>(outcome: Result<T, ErrorDocument>) -> Result<String> {
    let answer = match outcome {
        Ok(found) => Answer::Ok(found),
        Err(error) => Answer::Error(error),
    };
    Ok(serde_json::to_string(&answer)?)
}

fn revisions(
    project: &Project,
    ids: for<'a> fn(&'a History) -> Vec<&'a str>,
) -> Result<Vec<RevisionDocument>, ErrorDocument> {
    let history = graph(project)?;
    Ok(ids(history)
        .into_iter()
        .filter_map(|id| project.script(id))
        .map(|script| RevisionDocument::of(script, history))
        .collect())
}

fn graph(project: &Project) -> Result<&History, ErrorDocument> {
    project
        .history()
        .map_err(|_| ErrorDocument::faulty_history(project))
}

fn plan(project: &Project, request: &Value) -> Result<Result<Plan, ErrorDocument>> {
    let text = |name: &str| request[name].as_str().context("the request is whole");
    let (direction, target) = (text("direction")?, text("target")?);
    let dialect = text("dialect")?.parse()?;
    let from: Vec<String> = serde_json::from_value(request["from"].clone())?;
    let build = || -> Result<Plan, ErrorDocument> {
        let history = graph(project)?;
        let order = match direction {
            "upgrade" => plan::upgrade(history, &from, target)?,
            _ => plan::downgrade(history, &from, target)?,
        };
        Ok(Plan::build(project, order, dialect)?)
    };
    Ok(build())
}
