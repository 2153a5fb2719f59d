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

#[test]
fn a_revision_with_its_ancestor() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&["merge aaa111 ccc333 --splice -m join"]));
}
