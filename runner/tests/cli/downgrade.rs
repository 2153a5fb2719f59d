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

#[test]
fn from_several_current_revisions() {
    let sandbox = Sandbox::fork();
    sandbox.stdout(&["upgrade", "heads"]);
    insta::assert_snapshot!(sandbox.session(&[
        "downgrade -1",
        "plan downgrade -1 --from ccc333,bbb222",
        "downgrade -1 --sql --from bbb222,ccc333 --format text",
        "downgrade shop@-1 --sql --from bbb222,ccc333",
        "downgrade ccc333@-1",
    ]));
}

#[test]
fn to_where_the_database_has_not_been() {
    let sandbox = Sandbox::fork();
    sandbox.stdout(&["upgrade", "bbb222"]);
    insta::assert_snapshot!(sandbox.session(&[
        "downgrade ccc333",
        "downgrade ccc333 --format json",
        "downgrade shop@aaa111",
    ]));
}
