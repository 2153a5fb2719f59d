//! A URL that is typed in a wrong place, or is wrong itself, is not shown.

use crate::sandbox::Sandbox;

const URLS: [&str; 6] = [
    "mysql://u@h/db?password=tiger",
    "mysql://me:ti'tiger@host/db",
    "mysql://me:two tiger@host/db",
    "postgresql://me:a,tiger@host/db",
    "postgresql+psycopg2://me:tiger@host:x/db",
    "postgresql://me:\"tiger`@host/db#frag",
];

#[test]
fn in_any_place() {
    let sandbox = Sandbox::line();
    for url in URLS {
        let option = format!("--url={url}");
        let from = format!("--from={url}");
        for arguments in [
            &["upgrade", "head", url][..],
            &["upgrade", url],
            &["upgrade", "head", "--ulr", url],
            &["upgrade", "head", "--dialect", url],
            &[
                "upgrade",
                "head",
                "--from",
                url,
                "--sql",
                "--dialect",
                "mysql",
            ],
            &["upgrade", "head", &from, "--sql", "--dialect", "mysql"],
            &["stamp", url],
            &["stamp", "aaa111", url],
            &["downgrade", url, "--sql", "--dialect", "mysql"],
            &["revision", "--rev-id", url],
            &["revision", "--branch-label", url],
            &["revision", "--depends-on", url],
            &["history", "-r", url],
            &["merge", url, url],
            &["show", url],
            &["edit", url],
            &["-n", url, "heads"],
            &["-c", url, "heads"],
            &["apply", url],
            &["serve", "--host", url],
            &["plan", "upgrade", url, "--from", "base"],
            &["plan", "upgrade", "head", "--from", "base", "-o", url],
            &[url],
            &["heads", url],
            &["heads", &option, url],
            &["heads", &option, &option],
            &["heads", "--color", url],
        ] {
            for format in [&[][..], &["--format", "json"]] {
                let all = [arguments, format].concat();
                let output = sandbox.command(&all).output().unwrap();
                assert_ne!(output.status.code(), Some(0), "{all:?}");
                let shown = sandbox.describe(&[], &output);
                assert!(!shown.contains("tiger"), "{all:?}: {shown}");
            }
        }
    }
}

#[test]
fn what_is_said_instead() {
    let sandbox = Sandbox::line();
    let shown = |arguments: &[&str]| {
        let output = sandbox.command(arguments).output().unwrap();
        sandbox.describe(&[], &output)
    };
    let url = "mysql://me:tiger@host/db";
    insta::assert_snapshot!(
        [
            shown(&["upgrade", "head", url]),
            shown(&["upgrade", "head", url, "--format", "json"]),
            shown(&["upgrade", url]),
            shown(&["upgrade", "head", "--ulr", url]),
        ]
        .join("\n")
    );
}

#[test]
fn a_message_may_name_a_page() {
    let sandbox = Sandbox::line();
    sandbox.stdout(&["revision", "-m", "see https://example.com/a"]);
    sandbox.stdout(&["revision", "--message=see https://example.com/b"]);
}
