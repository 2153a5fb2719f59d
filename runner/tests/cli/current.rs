use crate::sandbox::Sandbox;

#[test]
fn before_and_after() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "current",
        "current --format json",
        "upgrade bbb222",
        "current",
        "current -c",
        "current --check-heads --format json",
        "upgrade +1",
        "current -c -v",
    ]));
}

#[test]
fn rows_that_overlap() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: ccc333\n\n-- migrate:up\n\
         INSERT INTO alembic_version VALUES ('aaa111');\n",
    );
    sandbox.revision("eee555", "ddd444", "the next");
    sandbox.stdout(&["upgrade", "ddd444"]);
    insta::assert_snapshot!(sandbox.session(&[
        "current",
        "upgrade head",
        "upgrade head --format json",
        "stamp --purge ddd444",
        "current",
        "upgrade head",
    ]));
}
