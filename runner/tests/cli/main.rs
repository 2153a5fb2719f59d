//! The real command: what it prints, where, and with which exit status. One file a command, and
//! one for what scripts can have wrong.

#![expect(
    clippy::unwrap_used,
    reason = "whatever goes wrong outside the command ends the test"
)]

mod apply;
mod autogenerate;
mod bad_configuration;
mod bad_scripts;
mod branches;
mod check;
mod completions;
mod conflicts;
mod current;
mod diff;
mod downgrade;
mod drift;
mod edit;
mod ensure_version;
mod git;
mod heads;
mod history;
mod init;
mod merge;
mod passwords;
mod plan;
mod rebase;
mod reference;
mod revision;
mod sandbox;
mod schema;
mod serve;
mod show;
mod stamp;
mod upgrade;

/// A file that is not declared above would never be compiled, and its tests never run.
#[test]
fn no_file_is_forgotten() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli");
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") {
            assert!(main.contains(&format!("mod {module};")), "{name}");
        }
    }
}
