use crate::sandbox::Sandbox;

#[test]
fn two_heads() {
    let sandbox = Sandbox::fork();
    insta::assert_snapshot!(sandbox.session(&[
        "merge heads -m together --rev-id ddd444",
        "heads",
        "upgrade head",
        "current",
    ]));
}

#[test]
fn refusals() {
    let sandbox = Sandbox::fork();
    insta::assert_snapshot!(sandbox.session(&[
        "merge bbb222",
        "merge aaa111 bbb222",
        "merge bbb222 nope",
        "merge",
    ]));
    insta::assert_snapshot!(Sandbox::line().run(&["merge", "heads"]));
}
