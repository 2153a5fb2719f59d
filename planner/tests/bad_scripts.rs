//! Bad input gets a clear message at its place, and takes nothing else with it.

use limbeck_planner::diagnostic::Diagnostic;
use limbeck_planner::plan::{Plan, PlanError, downgrade, upgrade};
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;

const GOOD: &str = "-- revision: good\n\n-- migrate:up\nCREATE TABLE a (b INTEGER);\n\n-- migrate:down\nDROP TABLE a;\n";

/// What the planner says of `bytes` as the file `versions/it.sql`, beside a good script that must
/// still be there.
fn told(bytes: impl Into<Vec<u8>>) -> String {
    let project = Project::load(vec![
        File::new("versions/good.sql", GOOD),
        File::new("versions/it.sql", bytes),
    ]);
    assert!(project.script("good").is_some(), "the good script is lost");
    tell(project.diagnostics())
}

/// What the planner says of several scripts that are given as `(path, text)`.
fn told_of(files: &[(&str, &str)]) -> String {
    let files = files
        .iter()
        .map(|(path, text)| File::new(*path, *text))
        .collect();
    tell(Project::load(files).diagnostics())
}

fn tell(diagnostics: &[Diagnostic]) -> String {
    diagnostics
        .iter()
        .map(|it| {
            let place = it.location.as_ref().map_or(String::new(), |at| {
                format!("{}:{}:{}: ", at.path, at.line, at.column)
            });
            let related: String = it
                .related
                .iter()
                .map(|it| {
                    let at = &it.location;
                    format!("  {}:{}:{}: {}\n", at.path, at.line, at.column, it.message)
                })
                .collect();
            let help = it.help.as_deref().unwrap_or_default();
            format!(
                "{place}{} [{}]: {}\n{related}  help: {help}\n",
                it.severity.name(),
                it.code,
                it.message
            )
        })
        .collect()
}

#[test]
fn not_utf8() {
    insta::assert_snapshot!(told(
        b"-- revision: it\n-- migrate:up\nSELECT 'caf\xe9';".to_vec()
    ));
}

#[test]
fn utf16() {
    insta::assert_snapshot!(told(b"\xff\xfe-\x00-\x00".to_vec()));
}

#[test]
fn empty() {
    insta::assert_snapshot!(told(""));
    insta::assert_snapshot!(told(" \r\n\n\t"));
}

#[test]
fn no_revision() {
    insta::assert_snapshot!(told("-- message: what am I?\n-- migrate:up\nSELECT 1;\n"));
}

#[test]
fn revision_without_an_id() {
    insta::assert_snapshot!(told("-- revision:\n-- migrate:up\nSELECT 1;\n"));
}

#[test]
fn ids_that_targets_could_not_name() {
    insta::assert_snapshot!(told("-- revision: a-b\n-- migrate:up\nSELECT 1;\n"));
    insta::assert_snapshot!(told("-- revision: head\n-- migrate:up\nSELECT 1;\n"));
}

#[test]
fn unknown_and_double_header_keys() {
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revison: good\n-- message: a\n-- message: b\n-- see https://example.org\n-- down_revision: good\n\n-- migrate:up\nSELECT 1;\n"
    ));
}

#[test]
fn sql_before_the_first_marker() {
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good\n\nSELECT 0;\nSELECT 1;\n-- migrate:up\n"
    ));
}

#[test]
fn marker_missing() {
    insta::assert_snapshot!(told("-- revision: it\n-- down_revision: good\n"));
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good\n-- migrate:down\nSELECT 1;\n"
    ));
}

#[test]
fn marker_twice() {
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good\n-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n-- migrate:up\nSELECT 3;\n"
    ));
}

#[test]
fn markers_in_the_wrong_order() {
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good\n-- migrate:down\nSELECT 1;\n-- migrate:up\nSELECT 2;\n"
    ));
}

#[test]
fn marker_misspelt() {
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good\n-- migrate:up\nSELECT 1;\n-- migrate:dwon\nSELECT 2;\n"
    ));
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good\n-- Migrate: up\nSELECT 1;\n"
    ));
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good\n-- migrate up\n"
    ));
}

#[test]
fn marker_with_an_unknown_option() {
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good\n-- migrate:up transaction=false\nSELECT 1;\n"
    ));
}

#[test]
fn two_scripts_with_one_id() {
    insta::assert_snapshot!(told_of(&[
        ("versions/a.sql", "-- revision: twin\n-- migrate:up\n"),
        ("versions/b.sql", "-- revision: twin\n-- migrate:up\n"),
    ]));
}

#[test]
fn unknown_parent() {
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good, lost\n-- migrate:up\n"
    ));
}

#[test]
fn unknown_dependency() {
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: good\n-- depends_on: lost\n-- migrate:up\n"
    ));
}

#[test]
fn dependency_cycle() {
    let script = |header: &str| format!("{header}\n\n-- migrate:up\nSELECT 1;\n");
    insta::assert_snapshot!(told_of(&[
        (
            "a.sql",
            &script("-- revision: a\n-- branch_labels: first\n-- depends_on: c")
        ),
        ("b.sql", &script("-- revision: b\n-- down_revision: a")),
        (
            "c.sql",
            &script("-- revision: c\n-- down_revision: b\n-- depends_on: x")
        ),
        ("x.sql", &script("-- revision: x")),
        ("y.sql", &script("-- revision: y\n-- depends_on: late")),
        (
            "z.sql",
            &script("-- revision: z\n-- down_revision: y\n-- branch_labels: late")
        ),
    ]));
}

#[test]
fn cycle() {
    insta::assert_snapshot!(told_of(&[
        (
            "versions/a.sql",
            "-- revision: a\n-- down_revision: c\n-- migrate:up\n"
        ),
        (
            "versions/b.sql",
            "-- revision: b\n-- down_revision: a\n-- migrate:up\n"
        ),
        (
            "versions/c.sql",
            "-- revision: c\n-- down_revision: b\n-- migrate:up\n"
        ),
        ("versions/good.sql", GOOD),
    ]));
}

#[test]
fn self_loop() {
    insta::assert_snapshot!(told(
        "-- revision: it\n-- down_revision: it\n-- migrate:up\n"
    ));
}

#[test]
fn two_owners_of_a_label() {
    insta::assert_snapshot!(told_of(&[
        (
            "versions/a.sql",
            "-- revision: a\n-- branch_labels: shop\n-- migrate:up\n"
        ),
        (
            "versions/b.sql",
            "-- revision: b\n-- branch_labels: x, shop\n-- migrate:up\n"
        ),
    ]));
}

#[test]
fn several_heads() {
    insta::assert_snapshot!(told("-- revision: it\n-- migrate:up\n"));
}

#[test]
fn sql_that_is_no_script_in_a_repository() {
    insta::assert_snapshot!(told_of(&[
        ("db/schema.sql", "CREATE TABLE a (b INTEGER);\n"),
        ("db/versions/good.sql", GOOD),
        ("db/versions/stray.sql", "CREATE TABLE a (b INTEGER);\n"),
    ]));
}

#[test]
fn a_file_of_50_megabytes() {
    let mut text = GOOD.to_owned();
    text.push_str(&"INSERT INTO a VALUES (1);\n".repeat(50 * 1024 * 1024 / 26));
    let project = Project::load(vec![File::new("versions/large.sql", text)]);
    assert_eq!(project.diagnostics(), []);
    assert!(project.script("good").is_some());
}

/// Why the upgrade of a script with `sql` cannot be planned for `dialect`.
fn refused(sql: &str, dialect: Dialect) -> String {
    let text = format!("-- revision: it\n\n-- migrate:up\n{sql}");
    let project = Project::load(vec![File::new("versions/it.sql", text)]);
    let history = project.history().expect("the graph is sound");
    let order = upgrade(history, &[], "head").expect("there is a head");
    match Plan::build(&project, order, dialect) {
        Err(PlanError::FaultyScripts { diagnostics }) => tell(&diagnostics),
        other => panic!("this must not plan: {other:?}"),
    }
}

#[test]
fn unterminated_text() {
    insta::assert_snapshot!(
        "unterminated_string",
        refused("SELECT 1;\nSELECT 'it''s;\n", Dialect::Sqlite)
    );
    insta::assert_snapshot!(
        "unterminated_comment",
        refused("SELECT 1; /* /* */\nSELECT 2;\n", Dialect::Postgresql)
    );
    insta::assert_snapshot!(
        "unterminated_dollar_quote",
        refused("DO $a$\nBEGIN\nEND $A$;\n", Dialect::Postgresql)
    );
    insta::assert_snapshot!(
        "unterminated_identifier",
        refused("SELECT `a;\n", Dialect::Mysql)
    );
    insta::assert_snapshot!(
        "unterminated_copy",
        refused("COPY a FROM stdin;\n1\t2\n", Dialect::Postgresql)
    );
}

#[test]
fn a_file_that_cannot_be_read_refuses_every_plan() {
    let project = Project::load(vec![
        File::new("versions/good.sql", GOOD),
        File::new("versions/it.sql", b"-- revision: it \xff".to_vec()),
    ]);
    let history = project.history().expect("the graph is sound");
    let order = upgrade(history, &[], "head").expect("there is a head");
    let refused = Plan::build(&project, order, Dialect::Sqlite);
    let Err(PlanError::UnreadFiles { diagnostics }) = refused else {
        panic!("this must not plan: {refused:?}");
    };
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn a_downgrade_without_a_way_back() {
    let text = "-- revision: it\n-- migrate:up\nDROP TABLE a;\n-- migrate:down\n-- gone is gone\n";
    let project = Project::load(vec![File::new("versions/it.sql", text)]);
    let history = project.history().expect("the graph is sound");
    let order = downgrade(history, &["it".to_owned()], "base").expect("there is a base");
    assert_eq!(
        Plan::build(&project, order, Dialect::Sqlite),
        Err(PlanError::NoWayBack {
            revision: "it".to_owned(),
            path: "versions/it.sql".to_owned()
        })
    );
}

#[test]
fn statements_that_do_not_fit_a_transaction() {
    insta::assert_snapshot!(
        "begin_inside_a_transaction",
        refused(
            "SELECT 1;\n-- mine\nBEGIN;\nSELECT 2;\nCOMMIT;\n",
            Dialect::Postgresql
        )
    );
    insta::assert_snapshot!(
        "refused_inside_a_transaction",
        refused(
            "CREATE INDEX CONCURRENTLY a ON b (c);\n",
            Dialect::Postgresql
        )
    );
    insta::assert_snapshot!("vacuum", refused("VACUUM;\n", Dialect::Sqlite));
}

#[test]
fn sql_that_is_worth_a_word() {
    let text = "-- revision: it\n\n-- migrate:up\nPRAGMA foreign_keys = OFF;\n-- so it is\nFLY TO THE MOON;\n";
    let project = Project::load(vec![File::new("versions/it.sql", text)]);
    insta::assert_snapshot!(tell(&project.check_sql(Dialect::Sqlite)));
}

/// What the file `versions/it.sql` declares, beside its diagnostics.
fn project_of(text: &str) -> Project {
    Project::load(vec![
        File::new("versions/good.sql", GOOD),
        File::new("versions/it.sql", text),
    ])
}

#[test]
fn a_known_key_needs_no_space_behind_its_colon() {
    let project = project_of("--revision:it\n--down_revision:good\n-- migrate:up\n");
    assert_eq!(project.diagnostics(), []);
    let script = project.script("it").expect("it is read");
    assert_eq!(script.revision.down_revisions, ["good"]);
}

#[test]
fn a_key_with_a_hyphen_is_not_passed_over() {
    let project = project_of("-- revision: it\n-- down-revision: good\n-- migrate:up\n");
    let codes: Vec<&str> = project
        .diagnostics_in("versions/it.sql")
        .iter()
        .map(|it| it.code.name())
        .collect();
    assert_eq!(codes, ["unknown_header_key"]);
}

#[test]
fn a_block_comment_above_the_markers_is_no_statement() {
    let project = project_of(
        "/* The licence.\nCREATE; */\n-- revision: it\n-- down_revision: good\n/* why */\n-- migrate:up\n",
    );
    assert_eq!(project.diagnostics(), []);
    insta::assert_snapshot!(told(
        "/* a */ SELECT 1; -- b\n-- revision: it\n-- down_revision: good\n-- migrate:up\n"
    ));
}

/// Statements below these lines would run in the wrong direction.
#[test]
fn markers_behind_other_characters() {
    for line in [
        "\u{feff}-- migrate:down",
        "--- migrate:down",
        "# migrate:down",
        "// migrate:down",
        "/* migrate:down */",
        "-- -- migrate:down",
        "-- @migrate:down",
        "-- migrate:down;",
        "-- migrate :down",
    ] {
        let project = project_of(&format!(
            "-- revision: it\n-- down_revision: good\n-- migrate:up\nSELECT 1;\n{line}\nSELECT 2;\n"
        ));
        let told: Vec<(&str, usize)> = project
            .diagnostics_in("versions/it.sql")
            .iter()
            .map(|it| (it.code.name(), it.location.as_ref().map_or(0, |at| at.line)))
            .collect();
        assert_eq!(told, [("unknown_marker", 5)], "{line:?}");
    }
}

#[test]
fn a_byte_order_mark_in_the_middle_is_no_part_of_a_header() {
    insta::assert_snapshot!(told(
        "-- revision: it\n\u{feff}-- down_revision: good\n-- migrate:up\n"
    ));
}

#[test]
fn an_id_with_a_control_character() {
    insta::assert_snapshot!(told(
        "-- revision: a\u{1b}[31mb\n-- migrate:up\nSELECT 1;\n"
    ));
}

#[test]
fn two_files_with_one_path() {
    let text = |id: &str| format!("-- revision: {id}\n-- migrate:up\nSELECT 1;\n");
    let project = Project::load(vec![
        File::new("versions/it.sql", text("a")),
        File::new("versions/good.sql", GOOD),
        File::new("versions/it.sql", text("b")),
    ]);
    insta::assert_snapshot!(tell(project.diagnostics()));
    assert_eq!(project.errors_in_unread_files().count(), 1);
    assert_eq!(project.scripts().len(), 1);
    let twice = Project::load(vec![
        File::new("versions/good.sql", GOOD),
        File::new("versions/good.sql", GOOD),
    ]);
    assert_eq!(twice.diagnostics(), []);
    assert_eq!(twice.scripts().len(), 1);
}

/// What stands below the marker is a comment in this dialect, and so nothing that could run.
#[test]
fn a_downgrade_that_is_only_a_comment_in_its_dialect() {
    for (dialect, downgrade) in [
        (Dialect::Mysql, "# gone is gone\n"),
        (Dialect::Mysql, "DELIMITER //\n"),
        (Dialect::Postgresql, "/* a /* b */ DROP TABLE c; */\n"),
    ] {
        let text =
            format!("-- revision: it\n-- migrate:up\nDROP TABLE a;\n-- migrate:down\n{downgrade}");
        let project = Project::load(vec![File::new("versions/it.sql", text)]);
        let history = project.history().expect("the graph is sound");
        let order = downgrade_order(history);
        assert!(
            matches!(
                Plan::build(&project, order, dialect),
                Err(PlanError::NoWayBack { .. })
            ),
            "{downgrade:?} in {dialect}"
        );
    }
}

fn downgrade_order(history: &limbeck_planner::history::History) -> limbeck_planner::plan::Order {
    downgrade(history, &["it".to_owned()], "base").expect("there is a base")
}

/// An order can come from elsewhere: no step of it may be lost.
#[test]
fn an_order_of_another_history() {
    let other = Project::load(vec![File::new("versions/good.sql", GOOD)]);
    let order = upgrade(other.history().expect("it is sound"), &[], "head").expect("it has a head");
    let project = Project::load(Vec::new());
    assert_eq!(
        Plan::build(&project, order, Dialect::Sqlite),
        Err(PlanError::UnknownRevision {
            revision: "good".to_owned()
        })
    );
}

/// Every fault of a script has its own place, which must not cost the whole script each time.
#[test]
fn a_script_with_very_many_faults() {
    let missing: Vec<String> = (0..100_000).map(|index| format!("lost{index}")).collect();
    let project = project_of(&format!(
        "-- revision: it\n-- down_revision: {}\n-- migrate:up\n",
        missing.join(", ")
    ));
    let told = project.diagnostics_in("versions/it.sql");
    assert_eq!(told.len(), missing.len());
    let columns: Vec<usize> = told
        .iter()
        .filter_map(|it| it.location.as_ref().map(|at| at.column))
        .collect();
    assert_eq!(columns[..3], [19, 26, 33]);
}
