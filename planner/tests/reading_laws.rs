//! Laws of reading and composing scripts, for any input.

use limbeck_planner::plan::{Direction, SectionSql};
use limbeck_planner::project::Project;
use limbeck_planner::source::{File, NewScript, NewSection, compose};
use limbeck_planner::sql::Dialect;
use proptest::prelude::*;

/// Lines that mean something, and lines that nearly do.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("-- revision: a".to_owned()),
        Just("-- revision:".to_owned()),
        Just("-- down_revision: b, a".to_owned()),
        Just("--depends_on:x".to_owned()),
        Just("-- branch_labels: , ,".to_owned()),
        Just("-- migrate:up".to_owned()),
        Just("-- migrate:down transaction:false".to_owned()),
        Just("--migrate:up oops".to_owned()),
        Just("-- migrate: down".to_owned()),
        Just("\u{feff}-- revision: c".to_owned()),
        Just("CREATE TABLE \"ü\" (a TEXT); -- ; 'x'".to_owned()),
        Just("$a$ ; /* ' */".to_owned()),
        ".{0,30}",
    ]
}

fn script() -> impl Strategy<Value = Vec<u8>> {
    let lines = prop::collection::vec((line(), prop_oneof!["\n", "\r\n", "\r"]), 0..12);
    prop_oneof![
        4 => lines.prop_map(|lines| {
            lines
                .into_iter()
                .flat_map(|(line, end)| (line + &end).into_bytes())
                .collect()
        }),
        1 => prop::collection::vec(any::<u8>(), 0..200),
    ]
}

proptest! {
    #[test]
    fn nothing_panics_and_every_file_is_accounted_for(
        contents in prop::collection::vec(script(), 0..5)
    ) {
        let files: Vec<File> = contents
            .into_iter()
            .enumerate()
            .map(|(index, bytes)| File::new(format!("versions/{index}.sql"), bytes))
            .collect();
        let paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
        let project = Project::load(files);
        for path in &paths {
            let is_script = project.scripts().iter().any(|script| &script.path == path);
            prop_assert!(is_script || !project.diagnostics_in(path).is_empty(), "{path} is lost");
        }
        for script in project.scripts() {
            for direction in [Direction::Upgrade, Direction::Downgrade] {
                let Some(section) = script.section(direction) else { continue };
                for dialect in Dialect::ALL {
                    let sql = SectionSql::read(script, section, dialect);
                    for statement in sql.statements {
                        prop_assert!(script.text[section.body.clone()].contains(&statement.sql));
                    }
                }
            }
        }
        for diagnostic in project.diagnostics() {
            let Some(location) = &diagnostic.location else { continue };
            prop_assert!(location.line >= 1 && location.column >= 1);
            if let Some(script) = project.scripts().iter().find(|it| it.path == location.path) {
                prop_assert!(script.text.get(location.span.clone()).is_some());
            }
        }
    }

    #[test]
    fn what_is_composed_reads_back(
        id in "[a-z0-9_]{1,32}x",
        parents in prop::collection::vec("[a-z0-9]{1,12}", 0..3),
        labels in prop::collection::vec("[a-z]{1,8}y", 0..3),
        message in "[^\\p{C}]{0,60}",
        created in "[0-9: +-]{0,25}",
    ) {
        let new = NewScript {
            revision: id.clone(),
            down_revisions: parents.clone(),
            branch_labels: labels.clone(),
            depends_on: parents.clone(),
            created: created.clone(),
            message: message.clone(),
            upgrade: NewSection {
                sql: "SELECT 1;".to_owned(),
                ..NewSection::default()
            },
            downgrade: NewSection {
                sql: "SELECT 2;".to_owned(),
                ..NewSection::default()
            },
        };
        let project = Project::load(vec![File::new("it.sql", compose(&new))]);
        let revision = &project.scripts()[0].revision;
        prop_assert_eq!(&revision.id, &id);
        prop_assert_eq!(&revision.down_revisions, &parents);
        prop_assert_eq!(&revision.depends_on, &parents);
        prop_assert_eq!(&revision.branch_labels, &labels);
        prop_assert_eq!(revision.created.clone().unwrap_or_default(), created.trim());
        let words: Vec<&str> = message.split_whitespace().collect();
        prop_assert_eq!(&revision.message, &words.join(" "));
        prop_assert!(project.errors_in("it.sql").all(|it| it.code.name() != "invalid_revision"));
    }
}
