//! Scripts with something wrong: each gets an error at its file and line, and nothing runs.

use crate::sandbox::Sandbox;

/// What `upgrade heads` says of a project of three sound scripts and this one beside them.
fn beside(name: &str, text: impl AsRef<[u8]>) -> String {
    let sandbox = Sandbox::line();
    sandbox.script(name, text);
    let said = sandbox.run(&["upgrade", "heads"]);
    assert!(said.contains("--- exit status 1"), "{said}");
    assert!(said.contains(name), "the file is not named:\n{said}");
    // Nothing was lost, and nothing ran.
    assert!(!sandbox.path("app.db").exists());
    said
}

const GOOD: &str = "-- revision: ddd444\n-- down_revision: ccc333\n\n";

#[test]
fn a_file_that_is_not_utf8() {
    insta::assert_snapshot!(beside(
        "ddd444_.sql",
        [GOOD.as_bytes(), b"-- migrate:up\nSELECT '\xff';\n"].concat()
    ));
}

#[test]
fn an_empty_file() {
    insta::assert_snapshot!(beside("ddd444_.sql", ""));
}

#[test]
fn a_header_without_a_revision() {
    insta::assert_snapshot!(beside(
        "ddd444_.sql",
        "-- down_revision: ccc333\n\n-- migrate:up\nSELECT 1;\n"
    ));
}

/// A location of its own, in which nothing tells that it holds scripts.
#[test]
fn a_misspelt_key_in_another_version_location() {
    let sandbox = Sandbox::line();
    sandbox.write(
        "limbeck.toml",
        "url = \"sqlite:///app.db\"\nversion_locations = [\"versions\", \"more\"]\n",
    );
    std::fs::create_dir(sandbox.path("more")).unwrap();
    sandbox.write(
        "more/ddd444_.sql",
        "-- revison: ddd444\n-- down_revision: ccc333\n\n-- migrate:up\nSELECT 1;\n",
    );
    insta::assert_snapshot!(sandbox.session(&["upgrade heads", "check"]));
    assert!(!sandbox.path("app.db").exists());
}

#[test]
fn two_headers_with_one_id() {
    insta::assert_snapshot!(beside(
        "copy.sql",
        "-- revision: bbb222\n-- down_revision: aaa111\n\n-- migrate:up\nSELECT 1;\n"
    ));
}

#[test]
fn an_unknown_parent() {
    insta::assert_snapshot!(beside(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: nope\n\n-- migrate:up\nSELECT 1;\n"
    ));
}

#[test]
fn a_cycle() {
    let sandbox = Sandbox::line();
    sandbox.revision("aaa111", "ccc333", "create account");
    insta::assert_snapshot!(sandbox.session(&["upgrade head", "heads --format json"]));
}

#[test]
fn a_self_loop() {
    insta::assert_snapshot!(beside(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: ddd444\n\n-- migrate:up\nSELECT 1;\n"
    ));
}

#[test]
fn a_missing_marker() {
    insta::assert_snapshot!(beside("ddd444_.sql", format!("{GOOD}SELECT 1;\n")));
}

#[test]
fn a_marker_twice() {
    insta::assert_snapshot!(beside(
        "ddd444_.sql",
        format!("{GOOD}-- migrate:up\nSELECT 1;\n-- migrate:up\nSELECT 2;\n")
    ));
}

#[test]
fn a_misspelt_marker() {
    insta::assert_snapshot!(beside(
        "ddd444_.sql",
        format!("{GOOD}-- migrate:upp\nSELECT 1;\n")
    ));
}

#[test]
fn an_unterminated_string() {
    insta::assert_snapshot!(beside(
        "ddd444_.sql",
        format!("{GOOD}-- migrate:up\nSELECT 1;\nSELECT 'open;\n")
    ));
}

#[test]
fn an_unterminated_comment() {
    insta::assert_snapshot!(beside(
        "ddd444_.sql",
        format!("{GOOD}-- migrate:up\nSELECT 1; /* open\n")
    ));
}

#[test]
fn an_unterminated_dollar_quote() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        format!("{GOOD}-- migrate:up\nDO $body$ BEGIN END $BODY$;\n"),
    );
    insta::assert_snapshot!(sandbox.session(&[
        "upgrade head --sql --dialect postgresql",
        "plan upgrade head --from base --dialect postgresql --format json",
    ]));
}

#[test]
fn the_rest_of_the_project_can_still_be_seen() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        format!("{GOOD}-- migrate:up\nSELECT 'open;\n"),
    );
    insta::assert_snapshot!(sandbox.session(&["history", "upgrade ccc333"]));
}

#[test]
fn a_script_of_fifty_megabytes() {
    let sandbox = Sandbox::line();
    let text: String = std::iter::once(format!("{GOOD}-- migrate:up\n"))
        .chain((0..50).map(|_| {
            let data = "x".repeat(1_000_000);
            format!("INSERT INTO t_ccc333 VALUES ('{data}');\n")
        }))
        .collect();
    sandbox.script("ddd444_.sql", text);
    sandbox.stdout(&["upgrade", "head"]);
    assert_eq!(sandbox.stdout(&["current"]), "ddd444 (head)\n");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_loop() {
    use std::os::unix::fs::symlink;

    let sandbox = Sandbox::line();
    symlink(sandbox.folder(), sandbox.path("versions/back")).unwrap();
    let mut said = sandbox.run(&["heads"]);
    std::fs::remove_file(sandbox.path("versions/back")).unwrap();
    symlink(
        sandbox.path("versions/self.sql"),
        sandbox.path("versions/self.sql"),
    )
    .unwrap();
    said += &sandbox.run(&["heads"]);
    insta::assert_snapshot!(said);
}

#[cfg(unix)]
#[test]
fn a_script_that_nobody_may_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let sandbox = Sandbox::line();
    let path = sandbox.path("versions/bbb222_.sql");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        // Whoever runs as root may read everything.
        return;
    }
    insta::assert_snapshot!(sandbox.run(&["heads"]));
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere() {
    let sandbox = Sandbox::line();
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(sandbox.path(to), sandbox.path(name)).unwrap();
    };
    link("gone.sql", "versions/ddd444_.sql");
    std::fs::create_dir(sandbox.path("versions/more")).unwrap();
    link("versions", "versions/more/back");
    insta::assert_snapshot!(sandbox.session(&[
        "history",
        "show head",
        "check",
        "upgrade head",
        "plan upgrade head --from base --format json",
        "revision -m next",
    ]));
}
