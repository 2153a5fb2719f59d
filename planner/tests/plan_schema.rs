//! Plan files and their JSON Schema agree, and what reads plan files refuses what the schema does.

use limbeck_planner::document::{PlanDocument, plan_schema};
use limbeck_planner::plan::{Plan, downgrade, upgrade};
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;
use serde_json::{Value, json};

/// The project in `examples/NAME` of the repository.
fn example(name: &str) -> Project {
    let folder = format!(
        "{}/../examples/{name}/migrations/versions",
        env!("CARGO_MANIFEST_DIR")
    );
    let files = std::fs::read_dir(folder)
        .expect("the example is there")
        .map(|entry| {
            let path = entry.expect("the folder can be read").path();
            let name = path
                .file_name()
                .expect("it has a name")
                .to_string_lossy()
                .into_owned();
            File::new(name, std::fs::read(&path).expect("a script can be read"))
        })
        .collect();
    Project::load(files)
}

fn plans() -> Vec<Value> {
    let mut plans = Vec::new();
    for name in ["shop", "two-heads"] {
        let project = example(name);
        let history = project.history().expect("the example is sound");
        let up = upgrade(history, &[], "heads").expect("it has heads");
        let down = downgrade(history, &up.to, "base").expect("it has a base");
        for dialect in Dialect::ALL {
            for order in [&up, &down] {
                let plan = Plan::build(&project, order.clone(), dialect).expect("it plans");
                let document = PlanDocument::of(&plan);
                plans.push(serde_json::to_value(document).expect("it is JSON"));
            }
        }
    }
    plans
}

#[test]
fn every_plan_is_valid_and_reads_back() {
    let validator = jsonschema::validator_for(&plan_schema()).expect("the schema is one");
    for plan in plans() {
        let errors: Vec<String> = validator
            .iter_errors(&plan)
            .map(|it| it.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        let document: PlanDocument = serde_json::from_value(plan.clone()).expect("it reads");
        let read = document.to_plan().expect("it is possible");
        let again = serde_json::to_value(PlanDocument::of(&read)).expect("it is JSON");
        assert_eq!(again, plan);
        assert!(!read.steps.is_empty());
    }
}

#[test]
fn what_the_schema_refuses_does_not_read() {
    let validator = jsonschema::validator_for(&plan_schema()).expect("the schema is one");
    let plan = plans().swap_remove(0);
    let changes: [(&str, Value); 11] = [
        ("/limbeck_plan", json!(2)),
        ("/dialect", json!("oracle")),
        ("/dialect", json!("mariadb")),
        ("/from", json!(["a", "a"])),
        ("/to", json!(["a", "a"])),
        ("/steps/0/sha256", json!("7F0D")),
        ("/steps/0/statements/0/line", json!(0)),
        ("/direction", json!("sideways")),
        ("/steps/0/version_ops/0/op", json!("upsert")),
        ("/steps/0/statements/0/sql", json!(7)),
        ("/from", json!("base")),
    ];
    for (pointer, value) in changes {
        let mut changed = plan.clone();
        *changed.pointer_mut(pointer).expect("it is there") = value;
        assert!(!validator.is_valid(&changed), "{pointer}");
        let read = serde_json::from_value::<PlanDocument>(changed).map(|it| it.to_plan());
        assert!(!matches!(read, Ok(Ok(_))), "{pointer}");
    }
    let mut unknown = plan;
    unknown["steps"][0]["comment"] = json!("hello");
    assert!(!validator.is_valid(&unknown));
    assert!(serde_json::from_value::<PlanDocument>(unknown).is_err());
}

#[test]
fn a_plan_that_was_cut_or_turned_is_refused() {
    let plan = plans().swap_remove(0);
    let steps = plan["steps"].as_array().expect("it has steps").len();
    for cut in 0..steps {
        let mut changed = plan.clone();
        changed["steps"].as_array_mut().unwrap().remove(cut);
        let document: PlanDocument = serde_json::from_value(changed).expect("it reads");
        assert!(document.to_plan().is_err(), "step {cut} is missing");
    }
    let mut turned = plan;
    turned["steps"].as_array_mut().unwrap().reverse();
    let document: PlanDocument = serde_json::from_value(turned).expect("it reads");
    assert!(document.to_plan().is_err());
}

/// The plan of one step, as somebody might edit it.
fn edited(direction: &str, from: &[&str], to: &[&str], operations: &Value) -> bool {
    let plan = json!({
        "limbeck_plan": 1, "dialect": "sqlite", "direction": direction, "from": from, "to": to,
        "steps": [{
            "revision": "b", "direction": direction, "message": "", "path": "b.sql",
            "sha256": "0".repeat(64), "transaction": true, "statements": [],
            "version_ops": operations,
        }],
    });
    let document: PlanDocument = serde_json::from_value(plan).expect("it reads");
    document.to_plan().is_ok()
}

/// A step that runs revision `b` records `b`, and none but `b`.
#[test]
fn version_rows_are_those_of_the_revision_that_runs() {
    let update = |from, to| json!([{"op": "update", "from": from, "to": to}]);
    assert!(edited("upgrade", &["a"], &["b"], &update("a", "b")));
    assert!(!edited("upgrade", &["a"], &["c"], &update("a", "c")));
    assert!(edited("downgrade", &["b"], &["a"], &update("b", "a")));
    assert!(!edited("downgrade", &["c"], &["a"], &update("c", "a")));
    assert!(!edited("upgrade", &["a"], &["a"], &json!([])));
    assert!(!edited("downgrade", &["a"], &["a"], &json!([])));
    let delete = json!([{"op": "delete", "revision": "a"}]);
    assert!(!edited("upgrade", &["a"], &[], &delete));
    assert!(!edited("downgrade", &["a"], &[], &delete));
    let several = json!([
        {"op": "insert", "revision": "b"}, {"op": "insert", "revision": "c"},
    ]);
    assert!(!edited("upgrade", &[], &["b", "c"], &several));
}

/// Where a plan starts is a set of rows: the order in which a file names them says nothing.
#[test]
fn rows_are_sorted() {
    let plan = json!({
        "limbeck_plan": 1, "dialect": "sqlite", "direction": "upgrade",
        "from": ["b", "a"], "to": ["b", "a"], "steps": [],
    });
    let document: PlanDocument = serde_json::from_value(plan).expect("it reads");
    let plan = document.to_plan().expect("it is possible");
    assert_eq!(
        (plan.from, plan.to),
        (
            vec!["a".to_owned(), "b".to_owned()],
            vec!["a".to_owned(), "b".to_owned()]
        )
    );
}
