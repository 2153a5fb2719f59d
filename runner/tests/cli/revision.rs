use crate::sandbox::Sandbox;

/// The text of a script without its date.
fn undated(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| match line.strip_prefix("-- created: ") {
            Some(date) => {
                assert_eq!(date.len(), "2026-11-22 14:00:00+00:00".len(), "{date}");
                "-- created: [DATE]"
            }
            None => line,
        });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn it_follows_the_head() {
    let sandbox = Sandbox::line();
    let said = sandbox.run(&[
        "revision",
        "-m",
        "Add phone, to account!",
        "--rev-id",
        "ddd444",
    ]);
    let script = undated(&sandbox.read("versions/ddd444_add_phone_to_account.sql"));
    insta::assert_snapshot!(said + &script);
}

#[test]
fn every_option() {
    let sandbox = Sandbox::line();
    let said = sandbox.run(&[
        "revision",
        "-m",
        "branch off",
        "--rev-id",
        "ddd444",
        "--head",
        "bbb",
        "--splice",
        "--branch-label",
        "shop",
        "--depends-on",
        "ccc3",
        "--version-path",
        "versions",
        "--format",
        "json",
    ]);
    let script = undated(&sandbox.read("versions/ddd444_branch_off.sql"));
    insta::assert_snapshot!(said + &script);
}

#[test]
fn a_new_base() {
    let sandbox = Sandbox::line();
    sandbox.stdout(&["revision", "--head", "base", "--rev-id", "ddd444"]);
    assert!(sandbox.stdout(&["heads"]).contains("ddd444"));
}

#[test]
fn random_ids_are_alembics() {
    let sandbox = Sandbox::project();
    let json = sandbox.stdout(&["revision", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let id = json["revision"].as_str().unwrap();
    assert_eq!(id.len(), 12);
    assert!(
        id.chars().all(|character| character.is_ascii_hexdigit()),
        "{id}"
    );
}

#[test]
fn refusals() {
    let sandbox = Sandbox::fork();
    insta::assert_snapshot!(sandbox.session(&[
        "revision -m x",
        "revision --head aaa111",
        "revision --head nope",
        "revision --head bbb222 --rev-id ccc333",
        "revision --head bbb222 --rev-id a@b",
        "revision --head bbb222 --rev-id heads",
        "revision --head bbb222 --rev-id 123456789012345678901234567890123",
        "revision --head bbb222 --branch-label shop",
        "revision --head bbb222 --branch-label a:b",
        "revision --head bbb222,bbb222",
        "revision --head bbb222 --version-path elsewhere",
        "revision --head bbb222 --depends-on nope",
        "revision -m x --format json",
    ]));
    let scripts = std::fs::read_dir(sandbox.path("versions")).unwrap().count();
    assert_eq!(scripts, 3);
}

#[test]
fn several_version_locations() {
    let sandbox = Sandbox::line();
    sandbox.write(
        "limbeck.toml",
        "version_locations = [\"versions\", \"more\"]\n",
    );
    std::fs::create_dir(sandbox.path("more")).unwrap();
    sandbox.stdout(&[
        "revision",
        "--head",
        "base",
        "--version-path",
        "more",
        "--rev-id",
        "ddd444",
    ]);
    sandbox.stdout(&["revision", "--head", "ddd444", "--rev-id", "eee555"]);
    sandbox.stdout(&["revision", "--head", "ccc333", "--rev-id", "fff666"]);
    assert!(sandbox.path("more/eee555_empty_message.sql").exists());
    assert!(sandbox.path("versions/fff666_empty_message.sql").exists());
    insta::assert_snapshot!(sandbox.session(&["revision --head base", "heads"]));
}

#[test]
fn a_script_is_never_written_over() {
    let sandbox = Sandbox::project();
    sandbox.script("ddd444_.sql", "");
    sandbox.write("versions/ddd444_x.sql", "SELECT 1;\n");
    let said = sandbox.run(&["revision", "-m", "x", "--rev-id", "ddd444"]);
    assert!(said.contains("--- exit status 1"), "{said}");
    assert_eq!(sandbox.read("versions/ddd444_x.sql"), "SELECT 1;\n");
}

#[test]
fn a_time_zone() {
    let sandbox = Sandbox::project();
    sandbox.write(
        "limbeck.toml",
        "version_locations = [\"versions\"]\ntimezone = \"Asia/Kathmandu\"\n",
    );
    sandbox.stdout(&["revision", "--rev-id", "ddd444"]);
    assert!(
        sandbox
            .read("versions/ddd444_empty_message.sql")
            .contains("+05:45\n")
    );
    sandbox.write(
        "limbeck.toml",
        "version_locations = [\"versions\"]\ntimezone = \"Mars/Olympus\"\n",
    );
    let said = sandbox.run(&["revision", "--rev-id", "eee555"]);
    assert!(
        said.contains("Mars/Olympus") && said.contains("exit status 1"),
        "{said}"
    );
}

/// Git keeps no empty folders, so a clone of a project without revisions has no version location.
#[test]
fn it_makes_the_folder_that_a_clone_lacks() {
    let sandbox = Sandbox::empty();
    sandbox.write("limbeck.toml", "version_locations = [\"deep/versions\"]\n");
    insta::assert_snapshot!(sandbox.session(&[
        "history",
        "revision -m first --rev-id aaa111",
        "history",
    ]));
}

#[test]
fn it_makes_the_version_path_that_is_named() {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "limbeck.toml",
        "version_locations = [\"versions\", \"other\"]\n",
    );
    std::fs::create_dir(sandbox.path("versions")).expect("a folder can be made");
    sandbox.write(
        "versions/aaa111_first.sql",
        "-- revision: aaa111\n-- message: first\n\n-- migrate:up\nSELECT 1;\n",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "revision -m second --rev-id bbb222 --head base --version-path other",
        "history",
    ]));
}
