use crate::sandbox::Sandbox;

#[test]
fn targets() {
    let sandbox = Sandbox::line();
    sandbox.stdout(&["upgrade", "head"]);
    insta::assert_snapshot!(sandbox.session(&[
        "downgrade -1",
        "downgrade -- -1",
        "upgrade head",
        "downgrade aaa111",
        "downgrade ccc333",
        "downgrade -9",
        "downgrade base",
        "downgrade base",
        "downgrade -1 --format json",
    ]));
}

#[test]
fn no_way_back() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: ccc333\n\n-- migrate:up\nCREATE TABLE d (a INTEGER);\n",
    );
    sandbox.stdout(&["upgrade", "head"]);
    insta::assert_snapshot!(sandbox.session(&[
        "downgrade base",
        "downgrade -1 --format json",
        "current"
    ]));
}

#[test]
fn as_sql() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "downgrade ccc333:aaa111 --sql",
        "downgrade aaa111 --sql",
        "downgrade base --sql --from aaa111",
    ]));
}
