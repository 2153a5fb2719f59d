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

/// A head that another depends on is a head all the same, and the merge of both can run.
#[test]
fn heads_of_which_one_depends_on_another() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- depends_on: ccc333\n\n-- migrate:up\nSELECT 1;\n\n\
         -- migrate:down\nSELECT 1;\n",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "heads",
        "merge heads -m join --rev-id eee555",
        "heads",
        "check",
        "upgrade head",
        "current",
        "downgrade base",
    ]));
}

#[test]
fn a_revision_with_its_ancestor() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&["merge aaa111 ccc333 --splice -m join"]));
}
