use crate::sandbox::Sandbox;

#[test]
fn rows_alone() {
    let sandbox = Sandbox::fork();
    insta::assert_snapshot!(sandbox.session(&[
        "stamp heads",
        "current",
        "stamp bbb222 ccc333 --format json",
        "stamp aaa111",
        "stamp nope",
        "stamp head",
        "stamp --purge shop@head",
        "stamp base",
        "current",
    ]));
}

#[test]
fn as_sql() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "stamp head --sql",
        "stamp aaa111:bbb222 --sql --dialect mysql",
        "stamp --purge aaa111 --sql",
        "stamp aaa111:bbb222 bbb222:ccc333 --sql",
    ]));
    assert!(!sandbox.path("app.db").exists());
}

#[test]
fn a_refused_stamp_leaves_nothing() {
    let sandbox = Sandbox::fork();
    let before = sandbox.files();
    for url in ["sqlite:///app.db", "sqlite:///app.db?mode=rw"] {
        for target in ["nope", "aaa111:bbb222"] {
            assert!(!sandbox.succeeds(&["--url", url, "stamp", target]));
        }
    }
    assert!(!sandbox.succeeds(&["--url", "sqlite:///app.db?mode=rw", "stamp", "heads"]));
    assert_eq!(sandbox.files(), before);
}
