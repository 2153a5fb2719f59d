use std::os::unix::fs::symlink;

use super::*;

fn read(folder: &Path, prefix: &str) -> Result<Found, CommandError> {
    let mut found = Found::default();
    read_folder(folder, prefix, &mut found)?;
    Ok(found)
}

fn paths(folder: &Path) -> Result<Vec<String>, CommandError> {
    let files = read(folder, "versions")?.files;
    Ok(files.into_iter().map(|file| file.path).collect())
}

/// What could not be read beside the script `good.sql`, which still is.
fn unreadable(folder: &Path) -> Result<Vec<(String, String)>, CommandError> {
    let script = folder.join("good.sql");
    std::fs::write(&script, "x").map_err(|error| CommandError::file("write", &script, &error))?;
    let found = read(folder, "versions")?;
    let paths: Vec<&str> = found.files.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["versions/good.sql"]);
    let unreadable = found.unreadable.into_iter();
    Ok(unreadable.map(|it| (it.path, it.reason)).collect())
}

#[test]
fn scripts_are_found_below_folders_and_links() {
    let folder = tempfile::tempdir().unwrap();
    let shared = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("deep/er")).unwrap();
    std::fs::create_dir_all(folder.path().join(".hidden")).unwrap();
    for name in [
        "b.sql",
        "a.sql",
        "deep/er/c.sql",
        ".hidden/d.sql",
        ".e.sql",
        "notes.txt",
    ] {
        std::fs::write(folder.path().join(name), "x").unwrap();
    }
    std::fs::write(shared.path().join("f.sql"), "x").unwrap();
    symlink(shared.path(), folder.path().join("shared")).unwrap();
    assert_eq!(
        paths(folder.path()).unwrap(),
        [
            "versions/a.sql",
            "versions/b.sql",
            "versions/deep/er/c.sql",
            "versions/shared/f.sql"
        ]
    );
}

#[test]
fn paths_begin_with_the_location() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.sql"), "x").unwrap();
    for (prefix, path) in [("", "a.sql"), ("/", "/a.sql"), ("../b", "../b/a.sql")] {
        assert_eq!(read(folder.path(), prefix).unwrap().files[0].path, path);
    }
}

#[test]
fn a_link_to_a_folder_above_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("deep")).unwrap();
    symlink(folder.path(), folder.path().join("deep/back")).unwrap();
    let [(path, reason)] = &unreadable(folder.path()).unwrap()[..] else {
        panic!("one link is there");
    };
    assert_eq!(path, "versions/deep/back/");
    assert!(reason.contains("leads back to `versions`"), "{reason}");
}

#[test]
fn a_link_to_itself_is_told() {
    let folder = tempfile::tempdir().unwrap();
    symlink(folder.path().join("a.sql"), folder.path().join("a.sql")).unwrap();
    let [(path, reason)] = &unreadable(folder.path()).unwrap()[..] else {
        panic!("one link is there");
    };
    assert_eq!(path, "versions/a.sql");
    assert!(reason.contains("cannot be followed"), "{reason}");
}

#[test]
fn a_link_to_nowhere_is_told() {
    let folder = tempfile::tempdir().unwrap();
    symlink(folder.path().join("gone.sql"), folder.path().join("a.sql")).unwrap();
    let [(path, reason)] = &unreadable(folder.path()).unwrap()[..] else {
        panic!("one link is there");
    };
    assert_eq!(path, "versions/a.sql");
    assert!(reason.contains("no such file"), "{reason}");
    std::fs::remove_file(folder.path().join("a.sql")).unwrap();
    symlink(folder.path().join("gone.txt"), folder.path().join("a.txt")).unwrap();
    assert!(unreadable(folder.path()).unwrap().is_empty());
}

#[test]
fn what_is_no_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("a.sql")).unwrap();
    let [(path, reason)] = &unreadable(folder.path()).unwrap()[..] else {
        panic!("one socket is there");
    };
    assert_eq!(path, "versions/a.sql");
    assert!(reason.ends_with("and no file"), "{reason}");
}

#[test]
fn links_that_editors_and_others_hide_are_passed_over() {
    // Emacs locks a file with a link that leads to its user, host and process.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.sql"), "x").unwrap();
    symlink("me@host.42:1700000000", folder.path().join(".#a.sql")).unwrap();
    symlink(folder.path(), folder.path().join(".loop")).unwrap();
    symlink(
        folder.path().join(".self.sql"),
        folder.path().join(".self.sql"),
    )
    .unwrap();
    assert_eq!(paths(folder.path()).unwrap(), ["versions/a.sql"]);
}

#[test]
fn a_folder_that_does_not_exist_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = paths(&folder.path().join("versions")).unwrap_err();
    assert!(
        error.message.ends_with("does not exist"),
        "{}",
        error.message
    );
}
