use crate::sandbox::Sandbox;

#[test]
fn none_at_all() {
    insta::assert_snapshot!(Sandbox::empty().session(&["heads", "heads --format json"]));
}

#[test]
fn a_folder_of_scripts_is_enough() {
    let sandbox = Sandbox::empty();
    std::fs::create_dir_all(sandbox.path("migrations/versions")).unwrap();
    sandbox.write(
        "migrations/versions/a.sql",
        "-- revision: aaa111\n\n-- migrate:up\n",
    );
    insta::assert_snapshot!(sandbox.session(&["heads", "current"]));
}

#[test]
fn faults() {
    let sandbox = Sandbox::line();
    let with = |text: &str| {
        sandbox.write("limbeck.toml", text);
        sandbox.run(&["current"])
    };
    let mut said = String::new();
    for text in [
        "version_locations = [\"versions\"]\n\nversion_tabel = \"x\"\n",
        "version_locations = \"versions\"\n",
        "url = \n",
        "version_locations = [\"nowhere\"]\n",
        "version_locations = [\".hidden\"]\n",
        "version_locations = [\"versions\"]\nurl = \"oracle://x\"\n",
        "version_locations = [\"versions\"]\n",
        "version_locations = [\"versions\"]\ntransaction = \"file\"\n",
    ] {
        said += &with(text);
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_file_that_is_not_there() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "-c nowhere.toml heads",
        "--config=. heads",
        "heads -n x"
    ]));
}
