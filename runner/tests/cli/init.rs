use crate::sandbox::Sandbox;

#[test]
fn from_an_empty_folder_to_a_database() {
    let sandbox = Sandbox::empty();
    let mut said = sandbox.session(&[
        "init",
        "revision --message first --rev-id aaa111",
        "revision -m second --rev-id bbb222",
    ]);
    for (name, statement) in [
        ("aaa111_first.sql", "CREATE TABLE account (id INTEGER);"),
        (
            "bbb222_second.sql",
            "ALTER TABLE account ADD COLUMN email TEXT;",
        ),
    ] {
        let name = format!("migrations/versions/{name}");
        let text = sandbox
            .read(&name)
            .replacen(
                "-- migrate:up\n",
                &format!("-- migrate:up\n{statement}\n"),
                1,
            )
            .replacen(
                "-- migrate:down\n",
                "-- migrate:down\nDROP TABLE account;\n",
                1,
            );
        sandbox.write(&name, text);
    }
    said += &sandbox.session(&["upgrade head", "current", "history"]);
    insta::assert_snapshot!(said);
    insta::assert_snapshot!(sandbox.read("limbeck.toml"));
}

#[test]
fn a_folder_of_another_name() {
    let sandbox = Sandbox::empty();
    insta::assert_snapshot!(sandbox.run(&["init", "./db/scripts"]));
    assert!(
        sandbox
            .read("limbeck.toml")
            .contains("version_locations = [\"db/scripts/versions\"]")
    );
    assert!(sandbox.path("db/scripts/versions").is_dir());
}

#[test]
fn what_is_there_is_kept() {
    let sandbox = Sandbox::line();
    let before = sandbox.read("limbeck.toml");
    insta::assert_snapshot!(sandbox.session(&["init", "init other", "init ."]));
    assert_eq!(sandbox.read("limbeck.toml"), before);
    assert!(!sandbox.path("other").exists() && !sandbox.path("migrations").exists());
    std::fs::remove_dir_all(sandbox.path("versions")).unwrap();
    assert!(sandbox.succeeds(&["init", "./."]));
    assert!(sandbox.path("versions").is_dir());
}

#[cfg(unix)]
#[test]
fn a_read_only_folder() {
    // Whoever runs as root may write everywhere but there.
    let sandbox = Sandbox::empty();
    let output = sandbox
        .command(&["init", "/proc/migrations"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("error: cannot make `/proc/migrations/versions`"),
        "{said}"
    );
}
