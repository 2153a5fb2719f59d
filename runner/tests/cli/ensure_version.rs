use crate::sandbox::Sandbox;

#[test]
fn the_table() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "ensure_version --sql",
        "ensure_version --sql --dialect postgresql",
        "ensure_version",
        "ensure-version",
        "current",
    ]));
    assert!(sandbox.path("app.db").exists());
}
