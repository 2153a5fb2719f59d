use std::os::unix::fs::symlink;

use super::*;

fn paths(folder: &Path) -> Result<Vec<String>, CommandError> {
    let mut files = Vec::new();
    read_folder(folder, "versions", &mut files)?;
    Ok(files.into_iter().map(|file| file.path).collect())
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
fn a_link_to_a_folder_above_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("deep")).unwrap();
    symlink(folder.path(), folder.path().join("deep/back")).unwrap();
    let error = paths(folder.path()).unwrap_err();
    assert!(error.message.contains("leads back to"), "{}", error.message);
}

#[test]
fn a_link_to_itself_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    symlink(folder.path().join("a.sql"), folder.path().join("a.sql")).unwrap();
    let error = paths(folder.path()).unwrap_err();
    assert!(
        error.message.starts_with("cannot follow the link"),
        "{}",
        error.message
    );
}

#[test]
fn a_link_to_nowhere_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    symlink(folder.path().join("gone.sql"), folder.path().join("a.sql")).unwrap();
    let error = paths(folder.path()).unwrap_err();
    assert!(error.message.contains("no such file"), "{}", error.message);
    std::fs::remove_file(folder.path().join("a.sql")).unwrap();
    symlink(folder.path().join("gone.txt"), folder.path().join("a.txt")).unwrap();
    assert!(paths(folder.path()).unwrap().is_empty());
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
