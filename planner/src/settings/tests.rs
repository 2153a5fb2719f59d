use super::*;

#[test]
fn a_section_takes_the_place_of_the_top_level() {
    let text =
        "url = 'sqlite:///a.db'\nversion_locations = ['x']\n\n[staging]\nurl = 'sqlite:///b.db'\n";
    let settings = Settings::parse(text, None).unwrap();
    assert_eq!(settings.url.unwrap().reveal(), "sqlite:///a.db");
    let settings = Settings::parse(text, Some("staging")).unwrap();
    assert_eq!(settings.url.unwrap().reveal(), "sqlite:///b.db");
    assert_eq!(settings.version_locations, ["x"]);
    let fault = Settings::parse(text, Some("production")).unwrap_err();
    assert_eq!(
        fault.message,
        "the configuration has no section `[production]`"
    );
    assert_eq!(fault.hint.as_deref(), Some("it has staging"));
}

#[test]
fn unknown_keys_are_refused_at_their_place() {
    for (text, offset) in [
        ("url = 'a'\nversion_location = ['x']\n", 10),
        ("[staging]\nversion_location = ['x']\n", 10),
    ] {
        let fault = Settings::parse(text, None).unwrap_err();
        assert_eq!(fault.message, "unknown key `version_location`");
        assert_eq!(fault.offset, Some(offset), "{text}");
        assert!(fault.hint.unwrap().contains("version_locations"));
    }
}

#[test]
fn faults_never_show_the_line() {
    for text in [
        "url = 'postgresql://me:tiger@host/db\n",
        "url = ['postgresql://me:tiger@host/db']\n",
        "version_locations = 'postgresql://me:tiger@host/db'\n",
        "transaction = 'postgresql://me:tiger@host/db'\n",
    ] {
        let fault = Settings::parse(text, None).unwrap_err();
        assert!(!format!("{fault:?}").contains("tiger"), "{fault:?}");
    }
}

#[test]
fn the_transaction_mode() {
    let settings = Settings::parse("transaction = 'all'", None).unwrap();
    assert_eq!(settings.transaction, TransactionMode::All);
    assert!(Settings::parse("transaction = 'file'", None).is_err());
}

#[test]
fn what_the_page_wants_to_know() {
    let text =
        "url = 'sqlite3:///a.db'\nversion_table = 'versions'\nversion_table_schema = 'ops'\n";
    let settings = Settings::parse(text, None).unwrap();
    assert_eq!(settings.dialect(), Some(Dialect::Sqlite));
    let table = settings.version_table();
    assert_eq!(
        (table.name.as_str(), table.schema.as_deref()),
        ("versions", Some("ops"))
    );
    assert_eq!(Settings::default().version_table(), VersionTable::default());
    assert_eq!(Settings::default().dialect(), None);
}

#[test]
fn files_are_in_a_version_location_or_not() {
    let text = "version_locations = ['./a//versions/', 'b']";
    let settings = Settings::parse(text, None).unwrap();
    for path in ["a/versions/1.sql", "a/versions/deep/1.sql", "b/2.sql"] {
        assert!(settings.is_version(path), "{path}");
    }
    for path in ["bc/3.sql", "4.sql", "a/5.sql", "c/b/6.sql"] {
        assert!(!settings.is_version(path), "{path}");
    }
    for path in ["a/", "a/versions/", "a/versions/deep/", "b/2.sql"] {
        assert!(settings.may_hold_versions(path), "{path}");
    }
    for path in ["c/", "a/other/", "2.sql"] {
        assert!(!settings.may_hold_versions(path), "{path}");
    }
    let settings = Settings::parse("", None).unwrap();
    assert!(settings.is_version("migrations/versions/1.sql"));
    let settings = Settings::parse("version_locations = ['.']", None).unwrap();
    assert!(settings.is_version("1.sql"));
}

#[test]
fn a_fault_becomes_a_diagnostic_at_its_place() {
    let text = "url = 'x'\n\nversion_table = 3\n";
    let fault = Settings::parse(text, None).unwrap_err();
    let diagnostic = fault.diagnostic("limbeck.toml", text);
    let location = diagnostic.location.unwrap();
    assert_eq!((location.line, location.column), (3, 17));
}
