use crate::sandbox::Sandbox;

#[test]
fn in_both_directions() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "plan upgrade head --from aaa111",
        "plan downgrade -1 --from ccc333",
        "plan upgrade +1 --from base --dialect postgresql --format json",
        "plan upgrade base --from base",
    ]));
    assert!(!sandbox.path("app.db").exists());
}

#[test]
fn from_where_the_database_is() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "upgrade bbb222",
        "plan upgrade head",
        "plan downgrade -1",
        "current",
    ]));
}

#[test]
fn from_several_heads() {
    let sandbox = Sandbox::fork();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: bbb222, ccc333\n\n-- migrate:up\n",
    );
    insta::assert_snapshot!(sandbox.run(&["plan", "upgrade", "head", "--from", "bbb222,ccc333"]));
}

#[test]
fn refusals() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "plan upgrade head --from nope",
        "plan upgrade nope --from base --format json",
        "plan upgrade head --from base --dialect oracle",
        "plan sideways head --from base",
        "plan upgrade --from=base",
        "plan upgrade --from=base --format=json",
    ]));
    sandbox.write("limbeck.toml", "version_locations = [\"versions\"]\n");
    insta::assert_snapshot!(sandbox.run(&["plan", "upgrade", "head", "--from", "base"]));
}

#[test]
fn into_a_file() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "plan upgrade head --from base -o plan.json",
        "plan upgrade head --from base -o nowhere/plan.json",
    ]));
    let printed = sandbox.stdout(&[
        "plan", "upgrade", "head", "--from", "base", "--format", "json",
    ]);
    assert_eq!(sandbox.read("plan.json"), printed);
}
