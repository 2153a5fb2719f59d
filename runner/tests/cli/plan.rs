use crate::sandbox::Sandbox;

#[test]
fn in_both_directions() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "plan upgrade head --from aaa111",
        "plan downgrade -1 --from ccc333",
        "plan upgrade +1 --from base --dialect postgresql --format json",
        "plan upgrade base --from base",
    ]));
    assert!(!sandbox.path("app.db").exists());
}

#[test]
fn from_where_the_database_is() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "upgrade bbb222",
        "plan upgrade head",
        "plan downgrade -1",
        "current",
    ]));
}

#[test]
fn from_several_heads() {
    let sandbox = Sandbox::fork();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: bbb222, ccc333\n\n-- migrate:up\n",
    );
    insta::assert_snapshot!(sandbox.run(&["plan", "upgrade", "head", "--from", "bbb222,ccc333"]));
}

#[test]
fn refusals() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "plan upgrade head --from nope",
        "plan upgrade nope --from base --format json",
        "plan upgrade head --from base --dialect oracle",
        "plan sideways head --from base",
        "plan upgrade --from=base",
        "plan upgrade --from=base --format=json",
    ]));
    sandbox.write("limbeck.toml", "version_locations = [\"versions\"]\n");
    insta::assert_snapshot!(sandbox.run(&["plan", "upgrade", "head", "--from", "base"]));
}

#[test]
fn into_a_file() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "plan upgrade head --from base -o plan.json",
        "plan upgrade head --from base -o nowhere/plan.json",
    ]));
    let printed = sandbox.stdout(&[
        "plan", "upgrade", "head", "--from", "base", "--format", "json",
    ]);
    assert_eq!(sandbox.read("plan.json"), printed);
}

#[cfg(unix)]
#[test]
fn into_what_is_there() {
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};

    let sandbox = Sandbox::line();
    let plan =
        |path: &str| sandbox.succeeds(&["plan", "upgrade", "head", "--from", "base", "-o", path]);
    let expected = sandbox.stdout(&[
        "plan", "upgrade", "head", "--from", "base", "--format", "json",
    ]);

    // A link stays one, and what it leads to is written, whether it is there or not.
    sandbox.write("real.json", "old");
    let mode = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(sandbox.path("real.json"), mode).unwrap();
    symlink("real.json", sandbox.path("link.json")).unwrap();
    symlink("missing.json", sandbox.path("dangling.json")).unwrap();
    for (link, target) in [
        ("link.json", "real.json"),
        ("dangling.json", "missing.json"),
    ] {
        assert!(plan(link));
        assert!(sandbox.path(link).is_symlink());
        assert_eq!(sandbox.read(target), expected);
    }
    let metadata = std::fs::metadata(sandbox.path("real.json")).unwrap();
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);

    // A device takes it, and stays a device.
    assert!(plan("/dev/null"));
    assert!(
        std::fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
    let printed = sandbox.stdout(&[
        "plan",
        "upgrade",
        "head",
        "--from",
        "base",
        "-o",
        "/dev/stdout",
    ]);
    assert_eq!(printed, expected);
    let pipe = sandbox.path("pipe");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || std::fs::read_to_string(pipe).unwrap())
    };
    assert!(plan("pipe"));
    assert_eq!(reader.join().unwrap(), expected);
    assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());

    std::fs::create_dir(sandbox.path("folder")).unwrap();
    assert!(!plan("folder"));
    assert_eq!(sandbox.files().len(), 8);
}
