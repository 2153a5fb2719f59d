use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;

use super::*;
use crate::config::{Config, Settings};

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs([
            ("GIT_AUTHOR_NAME", "somebody"),
            ("GIT_AUTHOR_EMAIL", "somebody@example.com"),
            ("GIT_COMMITTER_NAME", "somebody"),
            ("GIT_COMMITTER_EMAIL", "somebody@example.com"),
        ])
        .output()
        .expect("git is there");
    output.status.success()
}

/// What a branch does to one of a few scripts.
#[derive(Debug, Clone)]
enum Change {
    Add(usize, u8),
    EditTop(usize, u8),
    EditBottom(usize, u8),
    Remove(usize),
    Move(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let script = || 0..6_usize;
    prop_oneof![
        (script(), 0..2_u8).prop_map(|(script, text)| Change::Add(script, text)),
        (script(), 0..2_u8).prop_map(|(script, text)| Change::EditTop(script, text)),
        (script(), 0..2_u8).prop_map(|(script, text)| Change::EditBottom(script, text)),
        script().prop_map(Change::Remove),
        (script(), script()).prop_map(|(from, to)| Change::Move(from, to)),
    ]
}

fn text(script: usize, top: &str, bottom: &str) -> String {
    let middle: String = (0..8).map(|line| format!("-- {script} {line}\n")).collect();
    format!("-- revision: r{script}\n{top}\n{middle}{bottom}\n")
}

fn make(folder: &Path, changes: &[Change]) {
    let path = |script: &usize| folder.join(format!("app/versions/r{script}.sql"));
    let edit = |script: &usize, from: &str, to: String| {
        if let Ok(text) = fs::read_to_string(path(script)) {
            fs::write(path(script), text.replace(from, &to)).expect("it can be written");
        }
    };
    for change in changes {
        match change {
            Change::Add(script, number) if !path(script).exists() => {
                let text = text(*script, "top", &format!("added {number}"));
                fs::write(path(script), text).expect("it can be written");
            }
            Change::EditTop(script, number) => edit(script, "\ntop", format!("\nnew top {number}")),
            Change::EditBottom(script, number) => {
                edit(script, "\nbottom", format!("\nnew bottom {number}"));
            }
            Change::Remove(script) => {
                let _gone = fs::remove_file(path(script));
            }
            Change::Move(from, to) if !path(to).exists() => {
                let _gone = fs::rename(path(from), path(to));
            }
            // What is there already stays.
            Change::Add(..) | Change::Move(..) => {}
        }
    }
    assert!(git(folder, &["add", "--all"]));
    assert!(git(
        folder,
        &["commit", "--quiet", "--allow-empty", "--message=c"]
    ));
}

fn scripts_on_disk(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder.join("app/versions"));
    let entries = entries.into_iter().flatten().flatten();
    entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let text = fs::read_to_string(entry.path()).expect("it is text");
            (format!("versions/{name}"), text)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// What git merges without a conflict is what is foreseen, and where git cannot, that is foreseen.
    #[test]
    fn git_merges_what_is_foreseen(
        ours in proptest::collection::vec(change(), 0..5),
        theirs in proptest::collection::vec(change(), 0..5),
    ) {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let root = folder.path();
        fs::create_dir_all(root.join("app/versions")).expect("a folder can be made");
        prop_assert!(git(root, &["init", "--quiet", "--initial-branch=main"]));
        for script in 0..4 {
            let text = text(script, "top", "bottom");
            fs::write(root.join(format!("app/versions/r{script}.sql")), text).expect("it is written");
        }
        fs::write(root.join("app/versions/keep.sql"), "kept").expect("it is written");
        make(root, &[]);
        prop_assert!(git(root, &["checkout", "--quiet", "-b", "theirs"]));
        make(root, &theirs);
        prop_assert!(git(root, &["checkout", "--quiet", "-b", "ours", "main"]));
        make(root, &ours);

        let config = Config {
            root: root.join("app"),
            file: None,
            settings: Settings {
                version_locations: vec!["versions".to_owned()],
                ..Settings::default()
            },
        };
        let repository = Repository::open(&config).expect("it is a repository");
        let here = crate::project::files(&config).expect("they can be read").files;
        let working_copy = repository.working_copy("here", &here).expect("it can be read");
        let working_copy = working_copy.expect("there are commits");
        let snapshot = |name: &str| repository.snapshot(name).expect("the branch is there");
        let merged = repository.merge(&working_copy, &snapshot("theirs")).expect("it can be merged");
        let same = repository.merge(&snapshot("ours"), &snapshot("theirs")).expect("it can be merged");
        prop_assert_eq!(&merged.conflicts, &same.conflicts);
        let files = repository.files(&merged.snapshot).expect("it can be read");
        let foreseen: BTreeMap<String, String> = files
            .into_iter()
            .map(|file| (file.path, String::from_utf8(file.bytes).expect("it is text")))
            .collect();

        let merges = git(root, &["merge", "--quiet", "--no-edit", "theirs"]);
        prop_assert_eq!(merges, merged.conflicts.is_empty(), "{:?}", merged.conflicts);
        if merges {
            prop_assert_eq!(foreseen, scripts_on_disk(root));
        }
    }
}
