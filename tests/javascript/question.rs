use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;
use serde::Serialize;
use serde_json::{Value, json};

/// A method of the JavaScript `Project` with its arguments.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// The method.
    pub ask: &'static str,
    /// What it is given.
    pub arguments: Vec<Value>,
}

/// What is asked of every project: everything, and targets that lead nowhere, too.
pub fn questions(files: &[File]) -> Vec<Question> {
    let mut questions: Vec<Question> = ["diagnostics", "history", "heads", "bases"]
        .into_iter()
        .map(|ask| Question {
            ask,
            arguments: Vec::new(),
        })
        .collect();
    let project = Project::load(files.to_vec());
    let heads: Vec<String> = project
        .history()
        .map(|history| history.heads().into_iter().map(str::to_owned).collect())
        .unwrap_or_default();
    let targets = [
        "head",
        "heads",
        "base",
        "a",
        "+1",
        "x@head",
        "1975",
        "shop@head",
        "",
        "a:b",
    ];
    questions.extend(targets.into_iter().map(|target| Question {
        ask: "resolve",
        arguments: vec![json!(target)],
    }));
    let none = Vec::new();
    for dialect in Dialect::ALL {
        let requests = [
            ("upgrade", "heads", &none),
            ("upgrade", "head", &none),
            ("upgrade", "+1", &none),
            ("upgrade", "no such", &none),
            ("downgrade", "base", &heads),
            ("downgrade", "-1", &heads),
            ("downgrade", "base", &none),
        ];
        for (direction, target, from) in requests {
            let request = json!({
                "direction": direction, "target": target, "from": from, "dialect": dialect.name(),
            });
            questions.push(Question {
                ask: "plan",
                arguments: vec![request.clone()],
            });
            for transaction in ["step", "all", "none"] {
                questions.push(Question {
                    ask: "offlineSql",
                    arguments: vec![request.clone(), json!({"transaction": transaction})],
                });
            }
        }
    }
    questions
}
