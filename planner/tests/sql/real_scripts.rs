//! Scripts of other projects, from the folder that `LIMBECK_CORPUS` names: each splits without a
//! fault, and the parser reads nearly all of their statements. They are too large for the clone, so
//! the test is left out, and counted as such, unless it is asked for.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use limbeck_planner::source::{File, VersionFolders, read};
use limbeck_planner::sql::{Dialect, parse, split};

use crate::laws::{check, check_tokens};

#[test]
#[ignore = "LIMBECK_CORPUS must name a folder of SQL scripts"]
fn scripts_of_other_projects_split_and_parse() {
    let paths = corpus();
    let mut read = [(0_usize, 0_usize); Dialect::ALL.len()];
    for path in &paths {
        let text = fs::read_to_string(path).expect("the script is UTF-8");
        // Templates are no SQL before somebody fills them in.
        if text.contains("{{") || text.contains("<%") {
            continue;
        }
        for (dialect, (statements, parsed)) in Dialect::ALL.into_iter().zip(&mut read) {
            if !is_for(path, dialect) {
                continue;
            }
            check(&text, 0..text.len(), dialect);
            check_tokens(&text, 0..text.len(), dialect);
            let split = split(&text, 0..text.len(), dialect);
            assert_eq!(split.faults, [], "{}", path.display());
            for piece in split.pieces {
                *statements += 1;
                match parse(&text[piece.span.clone()], dialect) {
                    Ok(_) => *parsed += 1,
                    Err(fault) => println!("{}: {fault}", path.display()),
                }
            }
        }
    }
    for (dialect, (statements, parsed)) in Dialect::ALL.into_iter().zip(read) {
        println!("{dialect}: the parser reads {parsed} of {statements} statements");
        assert!(
            parsed * 100 >= statements * 97,
            "{dialect}: {parsed} of {statements}"
        );
    }
}

/// A marker of sql-migrate that one of them has.
const MARKER: &str = "`-- +migrate Up` is not a marker";

/// No remark in them is taken for a marker that is misspelt.
#[test]
#[ignore = "LIMBECK_CORPUS must name a folder of SQL scripts"]
fn scripts_of_other_projects_have_remarks() {
    for path in corpus() {
        let text = fs::read_to_string(&path).expect("the script is UTF-8");
        let markers = if path.to_string_lossy().ends_with(".down.sql") {
            "-- migrate:up\n-- migrate:down"
        } else {
            "-- migrate:up"
        };
        let file = File::new("it.sql", format!("-- revision: it\n{markers}\n{text}"));
        let (_, mut diagnostics) = read(vec![file], VersionFolders::Named);
        diagnostics.retain(|it| it.message != MARKER);
        assert_eq!(diagnostics, [], "{}", path.display());
    }
}

/// The scripts below the folder that `LIMBECK_CORPUS` names.
fn corpus() -> Vec<PathBuf> {
    let folder = std::env::var_os("LIMBECK_CORPUS");
    let folder = folder.expect("LIMBECK_CORPUS names a folder of SQL scripts");
    let mut paths = Vec::new();
    find(Path::new(&folder), &mut paths);
    assert!(
        !paths.is_empty(),
        "{} holds no SQL scripts",
        folder.display()
    );
    paths
}

fn find(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            find(&path, paths);
        } else if path.extension() == Some(OsStr::new("sql")) {
            paths.push(path);
        }
    }
}

/// Whether a script is written for `dialect`: its path names that, or no database at all.
fn is_for(path: &Path, dialect: Dialect) -> bool {
    let path = path.to_string_lossy();
    let named = |names: &[&str]| names.iter().any(|name| path.contains(name));
    match dialect {
        _ if named(&["cockroach"]) => false,
        Dialect::Postgresql => named(&["postgres"]) || !named(&["mysql", "sqlite", "atuin-"]),
        Dialect::Mysql => named(&["mysql"]) || !named(&["postgres", "sqlite", "atuin-"]),
        Dialect::Sqlite => {
            named(&[
                "sqlite",
                "atuin-client",
                "atuin-kv",
                "atuin-scripts",
                "atuin-ai",
            ]) || !named(&["postgres", "mysql", "atuin-"])
        }
    }
}
