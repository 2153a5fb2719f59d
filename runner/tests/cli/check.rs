use std::fs;

use crate::sandbox::Sandbox;

#[test]
fn a_sound_project() {
    insta::assert_snapshot!(Sandbox::line().session(&["check", "check --format json"]));
}

#[test]
fn two_heads_and_no_way_back() {
    let sandbox = Sandbox::fork();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: bbb222\n\n-- migrate:up\nSELECT 1;\n",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "check",
        "check --allow-irreversible",
        "check --allow-multiple-heads",
        "check --allow-multiple-heads --allow-irreversible",
        "check --format json",
    ]));
}

#[test]
fn faults_of_scripts() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: ccc333\n\n-- migrate:up\nSELECT 'open;\n\n-- migrate:down\nSELECT 1;\n",
    );
    insta::assert_snapshot!(sandbox.session(&["check", "check --allow-faults"]));
}

/// A branch whose base has moved on: either is fine alone, and the merge is not.
#[test]
fn against_a_base_that_has_moved_on() {
    let sandbox = Sandbox::repository();
    sandbox.branch("feature", "main");
    sandbox.step(
        "bbb222",
        "aaa111",
        "ALTER TABLE account ADD COLUMN nick text;",
    );
    sandbox.commit();
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.step(
        "ccc333",
        "aaa111",
        "ALTER TABLE account RENAME TO user_account;",
    );
    sandbox.commit();
    insta::assert_snapshot!(sandbox.session(&["check"]));
    sandbox.git(&["checkout", "--quiet", "feature"]);
    insta::assert_snapshot!(sandbox.session(&[
        "check",
        "check --against main",
        "check --against main --format json",
        "check --against main --format github",
    ]));
    // What is not committed yet counts, and so does what fixes it.
    sandbox.git(&["merge", "--quiet", "--no-edit", "main"]);
    sandbox.step(
        "bbb222",
        "ccc333",
        "ALTER TABLE user_account ADD COLUMN nick text;",
    );
    insta::assert_snapshot!(sandbox.session(&["check --against main"]));
    assert_eq!(
        sandbox.git(&["status", "--porcelain"]),
        " M versions/bbb222_.sql\n"
    );
}

#[test]
fn against_what_cannot_be_compared() {
    let sandbox = Sandbox::repository();
    insta::assert_snapshot!(sandbox.session(&["check --against nowhere", "check --against main",]));
    insta::assert_snapshot!(Sandbox::line().run(&["check", "--against", "main"]));
}

/// Both sides change one script; git cannot merge it.
#[test]
fn against_a_script_that_both_change() {
    let sandbox = Sandbox::repository();
    let change = |column: &str| {
        sandbox.step(
            "aaa111",
            "",
            &format!("CREATE TABLE account (id integer, {column} text);"),
        );
        sandbox.commit();
    };
    sandbox.branch("feature", "main");
    change("nick");
    sandbox.git(&["checkout", "--quiet", "main"]);
    change("name");
    sandbox.git(&["checkout", "--quiet", "feature"]);
    insta::assert_snapshot!(sandbox.run(&["check", "--against", "main"]));
}

#[test]
fn a_merge_of_ancestors() {
    let sandbox = Sandbox::fork();
    sandbox.revision("ddd444", "aaa111, bbb222, ccc333", "join");
    insta::assert_snapshot!(sandbox.session(&[
        "check",
        "check --allow-faults",
        "upgrade head",
        "upgrade head --format json",
    ]));
}

#[test]
fn what_keeps_it_from_passing_comes_first() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: ccc333\n\n-- migrate:up\nFROB a;\nSELECT 'x;\n",
    );
    sandbox.script(
        "aaa111_.sql",
        "-- revision: aaa111\n\n-- migrate:up\nFLY TO THE MOON;\nPRAGMA foreign_keys = OFF;\n",
    );
    insta::assert_snapshot!(
        sandbox.session(&["check", "check --allow-irreversible --allow-faults"])
    );
}

/// What replaying the statements tells, at their lines.
#[test]
fn what_a_database_would_refuse() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: ccc333\n\n-- migrate:up\n\
         CREATE TABLE t_aaa111 (b TEXT);\nALTER TABLE t_zzz999 ADD COLUMN b TEXT;\n\n\
         -- migrate:down\nDROP TABLE t_zzz999;\n",
    );
    sandbox.script(
        "eee555_.sql",
        "-- revision: eee555\n-- down_revision: ddd444\n\n-- migrate:up\n\
         ALTER TABLE t_bbb222 ADD COLUMN b TEXT;\nCREATE INDEX by_b ON t_bbb222 (b);\n\n\
         -- migrate:down\nDROP INDEX by_b;\n",
    );
    insta::assert_snapshot!(sandbox.session(&["check", "check --strict", "check --format github"]));
}

/// What two branches do to each other is no fault of a single script, and it has no pair of
/// statements to show.
#[test]
fn a_conflict_is_never_passed_over() {
    let sandbox = Sandbox::repository();
    sandbox.branch("feature", "main");
    sandbox.step(
        "bbb222",
        "aaa111",
        "ALTER TABLE account ADD COLUMN nick text;",
    );
    sandbox.commit();
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.step(
        "ccc333",
        "aaa111",
        "ALTER TABLE account ADD COLUMN nick text;",
    );
    sandbox.commit();
    insta::assert_snapshot!(sandbox.session(&[
        "check --against feature --allow-faults --allow-multiple-heads --allow-irreversible",
    ]));
}

/// What is allowed is not annotated, and paths are from the repository's top.
#[test]
fn annotations_of_what_counts() {
    let sandbox = Sandbox::repository();
    fs::create_dir_all(sandbox.path("db/versions")).unwrap();
    sandbox.write(
        "db/limbeck.toml",
        "url = \"postgresql://localhost/app\"\nversion_locations = [\"versions\"]\n",
    );
    sandbox.write(
        "db/versions/aaa111_.sql",
        "-- revision: aaa111\n\n-- migrate:up\nCREATE TABLE account (id integer);\n",
    );
    for (id, kind) in [("bbb222", "text"), ("ccc333", "integer")] {
        let header = format!("-- revision: {id}\n-- down_revision: aaa111\n\n-- migrate:up\n");
        let sql = format!("ALTER TABLE account ADD COLUMN nick {kind};\n");
        sandbox.write(&format!("db/versions/{id}_.sql"), header + &sql);
    }
    sandbox.write("schema.sql", "CREATE TABLE account (id integer);\n");
    let config = "-c db/limbeck.toml";
    insta::assert_snapshot!(sandbox.session(&[
        &format!("{config} check --format github"),
        &format!("{config} check --format github --allow-irreversible --allow-multiple-heads"),
        &format!("{config} conflicts --format github"),
        "check --format github --schema schema.sql",
    ]));
}
