//! Rules of the project that the compiler and clippy do not know.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file with more lines is usually two rooms.
const LINES: usize = 500;

/// Files that are longer all the same, each with the reason.
const LONG_FILES: &[(&str, &str)] = &[
    (
        "planner/src/sql/reserved.rs",
        "three lists of words, a word a line",
    ),
    (
        "planner/tests/branches.rs",
        "Alembic's chapter on branches, case by case in its order",
    ),
    (
        "planner/tests/layout.rs",
        "cases that read side by side, each with its drawing",
    ),
    (
        "tests/alembic/case.rs",
        "everything that a random history can have, in one generator",
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is inside the workspace")
}

/// The files that are committed or about to be, as paths below the root.
fn files() -> Vec<PathBuf> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ])
        .current_dir(root())
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git ls-files failed");
    let names = String::from_utf8(output.stdout).expect("paths are UTF-8");
    names
        .split_terminator('\0')
        .map(PathBuf::from)
        .filter(|path| root().join(path).is_file())
        .collect()
}

/// The Rust files, each with its text.
fn rust_files() -> Vec<(String, String)> {
    files()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let text = fs::read_to_string(root().join(&path)).expect("sources are UTF-8");
            (path.to_string_lossy().replace('\\', "/"), text)
        })
        .collect()
}

fn expect_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn roots_and_folders_say_what_they_are() {
    let faults: Vec<_> = rust_files()
        .into_iter()
        .filter(|(path, _)| {
            ["/lib.rs", "/main.rs", "/mod.rs"]
                .iter()
                .any(|end| path.ends_with(end))
                || path.split('/').rev().nth(1) == Some("tests")
        })
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| format!("{path} does not start with //! and what it is"))
        .collect();
    expect_none(&faults);
}

#[test]
fn files_are_of_a_size_to_read() {
    let mut faults = Vec::new();
    for (path, text) in rust_files() {
        let lines = text.lines().count();
        let excused = LONG_FILES.iter().any(|(excused, _)| *excused == path);
        if lines > LINES && !excused {
            faults.push(format!(
                "{path} has {lines} lines: split it, or name the reason in {}",
                file!()
            ));
        }
        if lines <= LINES && excused {
            faults.push(format!(
                "{path} is no longer long: take it off the list in {}",
                file!()
            ));
        }
    }
    expect_none(&faults);
}

/// A module file that no other file names is never compiled, and its tests never run.
#[test]
fn no_file_is_forgotten() {
    let sources = rust_files();
    let mut faults = Vec::new();
    for (path, _) in &sources {
        let Some((folder, name)) = path.rsplit_once('/') else {
            continue;
        };
        let (parent, module) = match name {
            "lib.rs" | "main.rs" | "build.rs" => continue,
            "mod.rs" => folder.rsplit_once('/').unwrap_or(("", folder)),
            _ => (folder, name.trim_end_matches(".rs")),
        };
        let owners = [
            format!("{parent}.rs"),
            format!("{parent}/lib.rs"),
            format!("{parent}/main.rs"),
            format!("{parent}/mod.rs"),
        ];
        let is_named = sources.iter().any(|(other, text)| {
            let same_folder = other
                .rsplit_once('/')
                .is_some_and(|(there, _)| there == folder);
            (owners.contains(other) && declares(text, module))
                || (same_folder && text.contains(&format!("#[path = \"{name}\"]")))
        });
        if !is_named && !cargo_finds(parent) {
            faults.push(format!(
                "{path} is part of no program: no `mod {module};` names it"
            ));
        }
    }
    expect_none(&faults);
}

/// Whether cargo takes every file of `folder` for a program of its own.
fn cargo_finds(folder: &str) -> bool {
    let Some((package, last)) = folder.rsplit_once('/') else {
        return false;
    };
    match last {
        "bin" => package.ends_with("/src"),
        "benches" | "examples" | "tests" => root().join(package).join("Cargo.toml").is_file(),
        _ => false,
    }
}

/// Whether `text` has the line `mod module;`, public or not.
fn declares(text: &str, module: &str) -> bool {
    text.lines()
        .filter_map(|line| line.trim().strip_suffix(';'))
        .any(|line| line.split_whitespace().rev().take(2).eq([module, "mod"]))
}

/// A clone elsewhere has other folders, and other ways to reach packages.
#[test]
fn nothing_names_one_machine() {
    // Written in two parts, so that this file does not find itself.
    let words = [
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/wo", "rk/"),
        concat!("index.crates", ".io"),
        concat!("static.crates", ".io"),
        concat!("files.python", "hosted"),
        concat!("registry.npm", "js"),
        concat!("deb.deb", "ian.org"),
    ];
    let mut faults = Vec::new();
    for path in files() {
        // Cargo.lock names the registry of each package, as every lock file does.
        if path.ends_with("Cargo.lock") {
            continue;
        }
        let Ok(text) = fs::read_to_string(root().join(&path)) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = words.iter().find(|word| line.contains(*word)) {
                faults.push(format!("{}:{} names {word}", path.display(), number + 1));
            }
        }
    }
    expect_none(&faults);
}

/// The versions that Trunk and the bindings' builder must share.
#[test]
fn bindings_have_one_version() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("there is a lock file");
    let version_of = |package: &str| {
        let (_, rest) = lock
            .split_once(&format!("name = \"{package}\"\nversion = \""))
            .unwrap_or_else(|| panic!("{package} is not in Cargo.lock"));
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let version = version_of("wasm-bindgen");
    assert_eq!(version_of("wasm-bindgen-cli-support"), version);
    let tools = fs::read_to_string(root().join("xtask/src/tools/shared.rs"))
        .expect("the shared tools have a file");
    assert!(
        tools.contains(&format!("version: \"{version}\"")),
        "xtask/src/tools/shared.rs installs another wasm-bindgen than {version}"
    );
}
