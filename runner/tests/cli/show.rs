use crate::sandbox::Sandbox;

#[test]
fn by_every_name() {
    let sandbox = Sandbox::fork();
    sandbox.stdout(&["upgrade", "aaa111"]);
    insta::assert_snapshot!(sandbox.session(&[
        "show aaa1",
        "show shop",
        "show heads",
        "show current",
        "show -1",
        "show head",
        "show nope",
        "show aaa111 --format json",
    ]));
}

#[test]
fn an_ambiguous_id_names_the_candidates() {
    let sandbox = Sandbox::project();
    sandbox.revision("abc1234", "", "one");
    sandbox.revision("abc1299", "abc1234", "two");
    insta::assert_snapshot!(sandbox.session(&["show abc12", "upgrade abc12 --format json"]));
}
