use crate::sandbox::Sandbox;

/// A line whose scripts say something else than when they ran.
fn drifted() -> Sandbox {
    let sandbox = Sandbox::line();
    sandbox.step(
        "bbb222",
        "aaa111",
        "CREATE TABLE t_bbb222 (a INTEGER, b TEXT);\nCREATE INDEX by_a ON t_bbb222 (a);",
    );
    assert!(sandbox.succeeds(&["upgrade", "bbb222", "--quiet"]));
    sandbox.step(
        "bbb222",
        "aaa111",
        "CREATE TABLE t_bbb222 (\n    a INTEGER NOT NULL DEFAULT 1,\n    c TEXT\n);\n\
         CREATE VIEW seen AS SELECT a FROM t_bbb222;",
    );
    sandbox
}

#[test]
fn none() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "drift",
        "upgrade bbb222 --quiet",
        "drift",
        "drift --format json",
    ]));
}

#[test]
fn named() {
    insta::assert_snapshot!(drifted().session(&["drift", "drift --format json"]));
}

#[test]
fn what_is_uncertain() {
    let sandbox = drifted();
    sandbox.step(
        "aaa111",
        "",
        "CREATE TABLE t_aaa111 AS SELECT 1 AS a, 2 AS b;",
    );
    insta::assert_snapshot!(sandbox.session(&["drift", "drift --format json"]));
}

#[test]
fn what_cannot_be_compared() {
    let sandbox = Sandbox::line();
    assert!(sandbox.succeeds(&["upgrade", "bbb222", "--quiet"]));
    std::fs::remove_file(sandbox.path("versions/bbb222_.sql")).unwrap();
    std::fs::remove_file(sandbox.path("versions/ccc333_.sql")).unwrap();
    insta::assert_snapshot!(sandbox.session(&["drift", "drift --format json"]));
    insta::assert_snapshot!(Sandbox::shop().run(&["drift"]));
}
