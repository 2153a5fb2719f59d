use crate::sandbox::Sandbox;

fn planned() -> Sandbox {
    let sandbox = Sandbox::line();
    sandbox.stdout(&[
        "plan",
        "upgrade",
        "head",
        "--from",
        "base",
        "-o",
        "plan.json",
    ]);
    sandbox
}

#[test]
fn a_plan() {
    let sandbox = planned();
    insta::assert_snapshot!(sandbox.session(&[
        "apply plan.json --dry-run",
        "apply plan.json --dry-run --format json",
        "apply plan.json",
        "current",
        "apply plan.json",
        "apply plan.json --format json",
    ]));
}

#[test]
fn a_script_that_changed_since() {
    let sandbox = planned();
    let path = "versions/bbb222_.sql";
    sandbox.write(path, sandbox.read(path) + "-- a remark\n");
    insta::assert_snapshot!(sandbox.session(&["apply plan.json", "apply plan.json --format json"]));
    assert!(!sandbox.path("app.db").exists());
}

#[test]
fn a_plan_that_was_edited() {
    let sandbox = planned();
    let plan = sandbox.read("plan.json");
    let edited = |from: &str, to: &str| {
        assert!(plan.contains(from), "{from}");
        sandbox.write("plan.json", plan.replacen(from, to, 1));
        sandbox.run(&["apply", "plan.json"])
    };
    let mut said = String::new();
    for (from, to) in [
        ("CREATE TABLE t_bbb222", "DROP TABLE t_aaa111; --"),
        ("\"transaction\": true", "\"transaction\": false"),
        ("\"message\": \"add email\"", "\"message\": \"add mail\""),
        ("\"versions/bbb222_.sql\"", "\"../../etc/passwd\""),
        ("\"versions/bbb222_.sql\"", "\"versions/ccc333_.sql\""),
        ("\"line\": 6", "\"line\": 7"),
        ("\"opaque\": false", "\"opaque\": true"),
        ("\"revision\": \"bbb222\"", "\"revision\": \"zzz999\""),
        ("\"limbeck_plan\": 1", "\"limbeck_plan\": 2"),
        ("\"dialect\": \"sqlite\"", "\"dialect\": \"oracle\""),
        ("\"dialect\": \"sqlite\"", "\"dialect\": \"mysql\""),
        ("\"op\": \"insert\"", "\"op\": \"delete\""),
        ("\"steps\"", "\"stops\""),
    ] {
        said += &edited(from, to);
    }
    // The hashes are long and their own test's matter.
    insta::assert_snapshot!(said);
    assert!(!sandbox.path("app.db").exists());
}

#[test]
fn a_plan_of_another_folder_of_the_project() {
    let sandbox = planned();
    let plan = sandbox.read("plan.json");
    // The page names scripts from the folder on that was opened in it.
    for (from, to) in [("\"versions/", "\""), ("\"versions/", "\"shop/versions/")] {
        sandbox.write("plan.json", plan.replace(from, to));
        assert!(sandbox.succeeds(&["apply", "plan.json", "--dry-run"]));
    }
}

#[test]
fn a_plan_outside_of_a_project() {
    let sandbox = Sandbox::fork();
    let plan = sandbox.stdout(&[
        "plan", "upgrade", "heads", "--from", "base", "--format", "json",
    ]);
    let elsewhere = Sandbox::empty();
    elsewhere.write("plan.json", plan.replacen("t_bbb222", "t_edited", 1));
    insta::assert_snapshot!(elsewhere.session(&[
        "--url sqlite:///app.db apply plan.json --dry-run --format json",
        "--url sqlite:///app.db apply plan.json",
    ]));
}

#[test]
fn a_plan_that_leaves_a_revision_out() {
    let sandbox = planned();
    let mut plan: serde_json::Value =
        serde_json::from_str(&sandbox.read("plan.json")).expect("a plan is JSON");
    let steps = plan["steps"].as_array_mut().expect("a plan has steps");
    let left_out = steps.remove(1);
    // The rows are made to fit, so that nothing but the history tells what is missing.
    steps[1]["version_ops"][0]["from"] = left_out["version_ops"][0]["from"].clone();
    sandbox.write("plan.json", plan.to_string());
    insta::assert_snapshot!(sandbox.session(&["apply plan.json"]));
    assert!(!sandbox.path("app.db").exists());
}

#[test]
fn a_refused_plan_leaves_nothing() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: ccc333\n\n-- migrate:up transaction:false\nBEGIN;\n",
    );
    for (from, target) in [("aaa111", "head"), ("base", "ddd444")] {
        sandbox.stdout(&["plan", "upgrade", target, "--from", from, "-o", "plan.json"]);
        let before = sandbox.files();
        assert!(!sandbox.succeeds(&["apply", "plan.json"]));
        assert_eq!(sandbox.files(), before);
    }
    sandbox.stdout(&[
        "plan",
        "upgrade",
        "ccc333",
        "--from",
        "base",
        "-o",
        "plan.json",
    ]);
    let before = sandbox.files();
    assert!(!sandbox.succeeds(&["--url", "sqlite:///app.db?mode=rw", "apply", "plan.json"]));
    assert_eq!(sandbox.files(), before);
}

#[test]
fn files_that_are_no_plans() {
    let sandbox = Sandbox::line();
    sandbox.write("letter.txt", "Dear aunt,\n");
    sandbox.write("empty.json", "{}");
    sandbox.write("bytes.json", [0xff, 0xfe]);
    sandbox.write("array.json", "[]");
    sandbox.write("nothing.json", "");
    sandbox.write("later.json", "{\"limbeck_plan\": 2, \"news\": true}");
    insta::assert_snapshot!(sandbox.session(&[
        "apply letter.txt",
        "apply empty.json",
        "apply bytes.json",
        "apply array.json",
        "apply nothing.json",
        "apply later.json",
        "apply nowhere.json",
        "apply",
    ]));
}

#[test]
fn advice_is_about_the_plan() {
    let sandbox = Sandbox::line();
    let up = "CREATE TABLE t_ccc333 (a INTEGER);\nINSERT INTO missing VALUES (1);";
    sandbox.script(
        "ccc333_.sql",
        format!(
            "-- revision: ccc333\n-- down_revision: bbb222\n\n-- migrate:up transaction:false\n{up}\n"
        ),
    );
    sandbox.stdout(&[
        "plan",
        "upgrade",
        "head",
        "--from",
        "base",
        "-o",
        "plan.json",
    ]);
    let mut said = sandbox.run(&["apply", "plan.json"]);
    let mended = sandbox
        .read("versions/ccc333_.sql")
        .replace("missing", "t_ccc333");
    sandbox.write("versions/ccc333_.sql", mended);
    said += &sandbox.session(&[
        "plan upgrade head -o plan.json",
        "apply plan.json",
        "current",
    ]);
    insta::assert_snapshot!(said);
}

#[test]
fn from_standard_input() {
    let sandbox = planned();
    for (plan, arguments) in [
        (sandbox.read("plan.json"), ["apply", "-", "--dry-run"]),
        ("Dear aunt,\n".to_owned(), ["apply", "-", "--dry-run"]),
    ] {
        sandbox.write("input", plan);
        let input = std::fs::File::open(sandbox.path("input")).unwrap();
        let output = sandbox.command(&arguments).stdin(input).output().unwrap();
        insta::assert_snapshot!(sandbox.describe(&arguments, &output));
    }
}
