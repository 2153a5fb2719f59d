//! What the command prints as JSON, and the JSON Schemas of it, agree.

use std::collections::BTreeMap;

use limbeck_planner::compare::compare;
use limbeck_planner::conflict::conflicts;
use limbeck_planner::document::{
    ComparisonDocument, ConflictDocument, HeadDocument, PairDocument, SchemaDocument,
    SurveyDocument, comparison_schema, conflicts_schema, database_schema_schema,
};
use limbeck_planner::evolution::Evolution;
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

const BASE: &str = "CREATE TABLE account (id integer PRIMARY KEY, email varchar(100) DEFAULT 'x',
    CONSTRAINT long_enough CHECK (email > 'a'));
CREATE UNIQUE INDEX by_email ON account (email);
CREATE VIEW emails AS SELECT email FROM account;
";

/// Branches that collide in several ways, and one that nobody can tell of.
fn branches() -> Project {
    let script = |id: &str, parent: &str, sql: &str| {
        let text =
            format!("-- revision: {id}\n-- down_revision: {parent}\n\n-- migrate:up\n{sql}\n");
        File::new(format!("versions/{id}_.sql"), text)
    };
    Project::load(vec![
        script("a1", "", BASE),
        script("b2", "a1", "ALTER TABLE account ADD COLUMN nick text;"),
        script("c3", "a1", "ALTER TABLE account ADD COLUMN nick integer;"),
        script("d4", "a1", "ALTER TABLE account RENAME TO person;"),
        script(
            "e5",
            "a1",
            "CREATE TABLE purchase (id integer REFERENCES account (id));",
        ),
        script("f6", "a1", "FLY TO account;"),
    ])
}

fn expect_valid<Document: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
    document: &Document,
    schema: &Value,
) {
    let validator = jsonschema::validator_for(schema).expect("the schema is one");
    let value = serde_json::to_value(document).expect("it is JSON");
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let read: Document = serde_json::from_value(value).expect("it reads back");
    assert_eq!(read, *document);
}

#[test]
fn conflicts_are_valid() {
    let project = branches();
    let history = project.history().expect("the history is sound");
    let heads = history.heads();
    for dialect in Dialect::ALL {
        let mut evolution = Evolution::new(history, dialect);
        let found = conflicts(&project, &mut evolution, &heads);
        let document = SurveyDocument {
            heads: heads
                .iter()
                .map(|head| HeadDocument {
                    branch: None,
                    revision: (*head).to_owned(),
                })
                .collect(),
            pairs: found
                .iter()
                .map(|conflict| PairDocument {
                    left: 0,
                    right: 1,
                    conflict: ConflictDocument::of(conflict),
                })
                .collect(),
            diagnostics: Vec::new(),
        };
        let verdicts: std::collections::BTreeSet<&str> = document
            .pairs
            .iter()
            .map(|pair| pair.conflict.verdict.as_str())
            .collect();
        assert_eq!(verdicts.len(), 4, "{verdicts:?}");
        expect_valid(&document, &conflicts_schema());
    }
}

#[test]
fn schemas_and_what_differs_are_valid() {
    let project = branches();
    let history = project.history().expect("the history is sound");
    for dialect in Dialect::ALL {
        let mut evolution = Evolution::new(history, dialect);
        let base = evolution.schema_at(&project, &["a1"]);
        for head in history.heads() {
            let schema = evolution.schema_at(&project, &[head]);
            expect_valid(&SchemaDocument::of(&schema), &database_schema_schema());
            let origins = BTreeMap::new();
            let differences = compare(&base, &schema);
            let causes = schema.uncertainty().causes();
            let document = ComparisonDocument::of(("a1", head), &differences, &origins, &causes);
            expect_valid(&document, &comparison_schema());
        }
    }
}
