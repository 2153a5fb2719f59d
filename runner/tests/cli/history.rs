use crate::sandbox::Sandbox;

#[test]
fn a_graph() {
    let sandbox = Sandbox::fork();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: bbb222, ccc333\n-- message: merge\n\n-- migrate:up\n",
    );
    insta::assert_snapshot!(sandbox.session(&["history", "history -v"]));
}

#[test]
fn ranges() {
    let sandbox = Sandbox::line();
    sandbox.stdout(&["upgrade", "bbb222"]);
    insta::assert_snapshot!(sandbox.session(&[
        "history -r aaa111:bbb222",
        "history -r bbb222:",
        "history -r :bbb222",
        "history -r current: -i",
        "history -r-2:",
        "history -r -2:current",
        "history --rev-range bbb222",
        "history -r a:b:c",
        "history -r nope:",
        "history -r ccc333:aaa111",
    ]));
}

#[test]
fn for_programs_it_is_newest_first() {
    let sandbox = Sandbox::line();
    let json = sandbox.stdout(&["history", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let ids: Vec<_> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["revision"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["ccc333", "bbb222", "aaa111"]);
    for key in [
        "down_revision",
        "depends_on",
        "branch_labels",
        "message",
        "path",
        "is_head",
        "is_base",
        "is_branch_point",
        "is_merge_point",
    ] {
        assert!(!json[0][key].is_null(), "{key}");
    }
}

#[test]
fn colours_where_they_are_wanted() {
    let sandbox = Sandbox::line();
    assert!(
        sandbox
            .stdout(&["history", "--color", "always"])
            .contains("\u{1b}[")
    );
    assert!(!sandbox.stdout(&["history"]).contains("\u{1b}["));
    let never = sandbox.stdout(&["--color", "never", "history"]);
    assert!(!never.contains("\u{1b}["));
}
