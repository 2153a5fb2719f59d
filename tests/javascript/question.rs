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
    for dialect in Dialect::ALL {
        questions.extend(schema_questions(dialect));
    }
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

/// What is asked about what the statements do.
fn schema_questions(dialect: Dialect) -> Vec<Question> {
    let dialect = dialect.name();
    let declared = "CREATE TABLE account (id integer PRIMARY KEY, email varchar(100));\n";
    let broken = "CREATE TABLE account (id integer,,);\n";
    let autogenerate = |text: &str, renames: &[&str]| Question {
        ask: "autogenerate",
        arguments: vec![
            json!([{"path": "schema.sql", "text": text}]),
            json!({"from": ["heads"], "dialect": dialect, "renames": renames}),
        ],
    };
    let ask = |ask: &'static str, first: Value| Question {
        ask,
        arguments: vec![first, json!(dialect)],
    };
    vec![
        ask("schema", json!(["heads"])),
        ask("schema", json!([])),
        ask("schema", json!(["no such"])),
        ask("changes", json!("heads")),
        ask("conflicts", json!([])),
        autogenerate(declared, &[]),
        autogenerate(declared, &["customer:account"]),
        autogenerate(broken, &[]),
    ]
}
