use crate::sandbox::Sandbox;

#[test]
fn a_fork() {
    insta::assert_snapshot!(Sandbox::fork().session(&["branches", "branches -v"]));
    assert_eq!(Sandbox::line().stdout(&["branches"]), "");
}
