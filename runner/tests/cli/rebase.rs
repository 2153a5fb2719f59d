use crate::sandbox::Sandbox;

#[test]
fn a_branch_behind_the_other_head() {
    let sandbox = Sandbox::fork();
    let before = sandbox.read("versions/bbb222_.sql");
    insta::assert_snapshot!(sandbox.session(&[
        "rebase bbb222 --dry-run",
        "rebase bbb222 --dry-run --format json",
    ]));
    assert_eq!(sandbox.read("versions/bbb222_.sql"), before);
    insta::assert_snapshot!(sandbox.session(&[
        "rebase bbb222",
        "heads",
        "upgrade head",
        "current"
    ]));
    let after = sandbox.read("versions/bbb222_.sql");
    assert_eq!(
        after,
        before.replace("-- down_revision: aaa111", "-- down_revision: ccc333")
    );
}

#[test]
fn a_branch_that_a_database_has() {
    let sandbox = Sandbox::fork();
    let before = sandbox.read("versions/bbb222_.sql");
    insta::assert_snapshot!(sandbox.session(&[
        "upgrade bbb222",
        "rebase bbb222 --onto ccc333",
        "rebase ccc333 --onto bbb222",
        "heads",
    ]));
    assert_eq!(sandbox.read("versions/bbb222_.sql"), before);
}

#[test]
fn a_database_that_does_not_answer() {
    let sandbox = Sandbox::fork();
    sandbox.write(
        "limbeck.toml",
        "url = \"postgresql://u:p@127.0.0.1:1/app\"\nversion_locations = [\"versions\"]\n",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "rebase bbb222 --dry-run",
        "rebase bbb222 --dry-run --no-database",
    ]));
}

#[test]
fn refusals() {
    insta::assert_snapshot!(Sandbox::fork().session(&[
        "rebase nope",
        "rebase base",
        "rebase aaa111",
        "rebase bbb222 --onto bbb222",
        "rebase bbb222 --onto aaa111",
    ]));
    insta::assert_snapshot!(
        Sandbox::line().session(&["rebase ccc333", "rebase bbb222 --onto ccc333"])
    );
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let sandbox = Sandbox::fork();
    let text = "\u{feff}-- revision: bbb222\r\n-- down_revision: aaa111\r\n\r\n-- migrate:up\r\n\
                SELECT 'ä';\r\n\r\n-- migrate:down\r\n";
    sandbox.script("bbb222_.sql", text);
    assert!(sandbox.succeeds(&["rebase", "bbb222"]));
    assert_eq!(
        sandbox.read("versions/bbb222_.sql"),
        text.replace("aaa111", "ccc333")
    );
}
