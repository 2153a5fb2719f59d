//! Works out what came of a declared schema.

use limbeck_planner::autogenerate::autogenerate;
use limbeck_planner::declared::declare;
use limbeck_planner::diagnostic::Diagnostic;
use limbeck_planner::diff::definition;
use limbeck_planner::project::Project;
use limbeck_planner::schema::{Cause, Schema};
use limbeck_planner::source::File;

use super::rename::{asked, fitting};
use super::script;
use super::view::{
    DeclaredChoice, DeclaredFile, DeclaredView, DifferenceView, FaultView, GeneratedView,
    UncertainView,
};
use crate::worker::Refusal;
use crate::worker::evolutions::Evolutions;
use crate::worker::overview::number;

/// What the file is called that nobody opened.
const FILE_NAME: &str = "schema.sql";

/// So many differences are listed.
const MOST_DIFFERENCES: usize = 300;

/// So many faults and causes are told of.
const MOST_TOLD: usize = 200;

/// What came of the schema of `choice`.
pub(in crate::worker) fn view(
    evolutions: &mut Evolutions,
    project: &Project,
    choice: &DeclaredChoice,
) -> Result<DeclaredView, Box<Refusal>> {
    if choice.revision.is_empty() {
        return Err(Box::new(Refusal {
            message: "the browser gives no random numbers for an id".to_owned(),
            ..Refusal::default()
        }));
    }
    let evolution = evolutions.of(project, choice.dialect).ok_or_else(|| {
        Box::new(Refusal {
            message: "the history has errors, so its schema is not known".to_owned(),
            ..Refusal::default()
        })
    })?;
    let follows: Vec<&str> = choice.follows.iter().map(String::as_str).collect();
    let from = evolution.schema_at(project, &follows);
    let Some(files) = &choice.files else {
        let text = definition(&from).sql(choice.dialect);
        let file = DeclaredFile {
            path: FILE_NAME.to_owned(),
            text: text.clone(),
        };
        let view = declared(&from, &[file], choice);
        return Ok(DeclaredView {
            history: Some(text),
            ..view
        });
    };
    Ok(declared(&from, files, choice))
}

fn declared(from: &Schema, files: &[DeclaredFile], choice: &DeclaredChoice) -> DeclaredView {
    let files = files.iter().map(|file| File {
        path: file.path.clone(),
        bytes: file.text.clone().into_bytes(),
    });
    let declared = declare(files.collect(), choice.dialect, None);
    let is_wrong = declared.diagnostics.iter().any(Diagnostic::is_error);
    let generated = (!is_wrong).then(|| generated(from, &declared.schema, choice));
    let told = declared.diagnostics.iter().take(MOST_TOLD);
    DeclaredView {
        history: None,
        faults: told.map(fault).collect(),
        generated,
    }
}

fn generated(from: &Schema, to: &Schema, choice: &DeclaredChoice) -> GeneratedView {
    let (answers, idle_answers) = fitting(&choice.answers, from, to);
    let generated = autogenerate(from, to, &answers);
    let dialect = choice.dialect;
    let file = script::file(choice, &generated);
    let differences: Vec<DifferenceView> = script::differences(&generated)
        .take(MOST_DIFFERENCES)
        .collect();
    GeneratedView {
        code: script::code(&file.text, &generated, dialect),
        notes: script::notes(&file.text, &generated, dialect),
        is_empty: generated.is_empty(),
        differences,
        difference_count: number(generated.differences.len() + generated.renames.len()),
        questions: asked(&generated.questions, &answers),
        idle_answers,
        uncertain: generated
            .uncertain
            .iter()
            .take(MOST_TOLD)
            .map(uncertain)
            .collect(),
        file,
    }
}

fn fault(diagnostic: &Diagnostic) -> FaultView {
    let place = diagnostic.location.as_ref();
    FaultView {
        path: place.map_or_else(|| FILE_NAME.to_owned(), |it| it.path.clone()),
        line: place.map_or(1, |it| number(it.line)),
        column: place.map_or(1, |it| number(it.column)),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        is_error: diagnostic.is_error(),
    }
}

fn uncertain(cause: &Cause) -> UncertainView {
    UncertainView {
        path: cause.path.clone(),
        line: number(cause.line),
        reason: cause.reason.clone(),
    }
}
