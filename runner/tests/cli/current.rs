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
