use crate::sandbox::Sandbox;

#[test]
fn the_document_is_up_to_date() {
    let printed = Sandbox::empty().stdout(&["reference"]);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/command-line.md");
    if std::env::var_os("LIMBECK_REWRITE").is_some() {
        std::fs::write(path, &printed).unwrap();
    }
    let document = std::fs::read_to_string(path).unwrap_or_default();
    assert!(document == printed, "stale: cargo xtask generate");
}
