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
    ] {
        let fault = Settings::parse(text, None).unwrap_err();
        assert!(!format!("{fault:?}").contains("tiger"), "{fault:?}");
    }
}

#[test]
fn the_transaction_mode() {
    let settings = Settings::parse("transaction = 'all'", None).unwrap();
    assert_eq!(settings.transaction, TransactionSetting::All);
    assert!(Settings::parse("transaction = 'file'", None).is_err());
}
