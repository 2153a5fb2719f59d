use crate::sandbox::Sandbox;

#[test]
fn targets() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "upgrade +1",
        "upgrade bbb",
        "upgrade head",
        "upgrade head",
        "upgrade -- -1",
        "upgrade aaa111:ccc333",
    ]));
}

#[test]
fn refused_targets() {
    let sandbox = Sandbox::fork();
    insta::assert_snapshot!(sandbox.session(&[
        "upgrade head",
        "upgrade head --format json",
        "upgrade nope",
        "upgrade nope@head",
        "upgrade shop@bbb222",
        "upgrade +9",
        "upgrade aaa111+9",
        "upgrade shop@",
        "upgrade",
        "upgrade heads --transaction sometimes",
    ]));
    assert!(!sandbox.path("app.db").exists() || sandbox.stdout(&["current"]).is_empty());
}

#[test]
fn quietly() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&["-q upgrade head", "upgrade head --format json"]));
}

#[test]
fn as_sql() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "upgrade bbb222 --sql",
        "upgrade aaa111:bbb222 --sql --dialect postgresql --transaction all",
        "upgrade head --sql --from bbb222 --dialect mysql",
        "upgrade bbb222:head --sql --from base",
        "upgrade head --from base",
        "upgrade nope --sql",
    ]));
    assert!(!sandbox.path("app.db").exists());
}

#[test]
fn a_section_of_the_configuration() {
    let sandbox = Sandbox::line();
    let text = sandbox.read("limbeck.toml") + "\n[staging]\nurl = \"sqlite:///staging.db\"\n";
    sandbox.write("limbeck.toml", text);
    sandbox.stdout(&["-n", "staging", "upgrade", "head"]);
    assert!(sandbox.path("staging.db").exists());
    assert!(!sandbox.path("app.db").exists());
    insta::assert_snapshot!(sandbox.run(&["upgrade", "head", "--name", "production"]));
}

#[test]
fn which_database_is_meant() {
    let sandbox = Sandbox::line();
    let run = |arguments: &[&str], variable: &str| {
        let mut command = sandbox.command(arguments);
        assert!(
            command
                .env("LIMBECK_DATABASE_URL", variable)
                .status()
                .unwrap()
                .success()
        );
    };
    run(&["upgrade", "head"], "sqlite:///variable.db");
    assert!(sandbox.path("variable.db").exists() && !sandbox.path("app.db").exists());
    run(
        &["upgrade", "head", "--url", "sqlite:///option.db"],
        "sqlite:///other.db",
    );
    assert!(sandbox.path("option.db").exists() && !sandbox.path("other.db").exists());
    run(&["upgrade", "head"], "");
    assert!(sandbox.path("app.db").exists());
}

#[test]
fn from_a_folder_below_the_project() {
    let sandbox = Sandbox::line();
    let status = sandbox
        .command(&["upgrade", "head"])
        .current_dir(sandbox.path("versions"))
        .status()
        .unwrap();
    assert!(status.success());
    assert!(sandbox.path("app.db").exists());
}

#[test]
fn depth_and_number_of_scripts_do_not_matter() {
    let sandbox = Sandbox::project();
    std::fs::create_dir_all(sandbox.path("versions/2026/11")).unwrap();
    sandbox.revision("aaa111", "", "one");
    sandbox.script(
        "2026/11/bbb222_.sql",
        "-- revision: bbb222\n-- down_revision: aaa111\n\n-- migrate:up\nCREATE TABLE b (a INTEGER);\n",
    );
    sandbox.stdout(&["upgrade", "head"]);
    assert_eq!(sandbox.stdout(&["current"]), "bbb222 (head)\n");
}

#[test]
fn sql_keeps_every_character() {
    let sandbox = Sandbox::project();
    let strange = "\u{1b}[31mred\u{1b}[0m\u{1}\u{7}\u{8}\u{7f}\u{9b}";
    sandbox.script(
        "aaa111_.sql",
        format!(
            "-- revision: aaa111\n\n-- migrate:up\nCREATE TABLE t (a text);\n\
             INSERT INTO t VALUES ('{strange}');\nCOPY t FROM stdin;\n{strange}\n\\.\n"
        ),
    );
    let sql = sandbox.stdout(&["upgrade", "head", "--sql", "--dialect", "postgresql"]);
    assert_eq!(sql.matches(strange).count(), 2, "{sql:?}");
    let always = [
        "--color",
        "always",
        "upgrade",
        "head",
        "--sql",
        "--dialect",
        "postgresql",
    ];
    assert_eq!(sandbox.stdout(&always), sql);
}

#[test]
fn a_failing_statement_is_shown_behind_its_comments() {
    let sandbox = Sandbox::project();
    sandbox.script(
        "aaa111_.sql",
        "-- revision: aaa111\n\n-- migrate:up\n-- This table\n-- is not there.\n/* é */ \
         INSERT INTO missing VALUES (1);\n",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "upgrade head",
        "upgrade head --format json",
        "plan upgrade head",
    ]));
}

#[test]
fn nothing_to_run() {
    let sandbox = Sandbox::line();
    sandbox.stdout(&["upgrade", "head"]);
    insta::assert_snapshot!(sandbox.session(&["upgrade head", "upgrade head --format json"]));
}

#[test]
fn sql_is_not_json() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "upgrade head --sql --format json",
        "downgrade head:base --sql --format json",
        "stamp head --sql --format json",
        "upgrade zz",
        "downgrade -0",
        "--url sqlite:////tmp current",
    ]));
}
