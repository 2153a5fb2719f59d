//! What is wrong with a history as a whole, though each script is sound and so is the graph.

use limbeck_planner::diagnostic::{Code, Diagnostic};
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;

/// A script without a downgrade, that follows `parents`.
fn script(id: &str, parents: &str) -> File {
    let text =
        format!("-- revision: {id}\n-- down_revision: {parents}\n\n-- migrate:up\nSELECT 1;\n");
    File::new(format!("{id}.sql"), text)
}

fn tell<'found>(found: impl IntoIterator<Item = &'found Diagnostic>) -> String {
    let told = found.into_iter().map(|it| {
        let place = it.location.as_ref();
        let place = place.map(|at| format!("{}:{}:{}: ", at.path, at.line, at.column));
        format!(
            "{}{} [{}]: {}\n  help: {}\n",
            place.unwrap_or_default(),
            it.severity.name(),
            it.code,
            it.message,
            it.help.as_deref().unwrap_or_default()
        )
    });
    told.collect()
}

#[test]
fn a_merge_of_a_revision_with_its_ancestor() {
    let fork = [script("a", ""), script("b", "a"), script("c", "a")];
    let order = |merge| {
        let files = fork.iter().cloned().chain([merge]).collect();
        tell(&Project::load(files).check_order())
    };
    insta::assert_snapshot!(order(script("merge", "a, b, c")));
    // Two parents can be run, as they are in Alembic.
    assert_eq!(order(script("merge", "a, b")), "");
}

#[test]
fn no_way_back() {
    let undone = File::new(
        "z.sql",
        "-- revision: z\n\n-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n",
    );
    let project = Project::load(vec![script("a", ""), undone]);
    insta::assert_snapshot!(tell(&project.check_ways_back()));
}

#[test]
fn a_misspelt_marker_is_told_of_once() {
    let text = "-- revision: a\n\n-- migrate:up\nSELECT 1;\n\n-- migrat:down\nSELECT 2;\n";
    let project = Project::load(vec![File::new("a.sql", text)]);
    assert_eq!(project.diagnostics().len(), 1);
    assert_eq!(tell(&project.check_ways_back()), "");
}

#[test]
fn a_block_of_another_dialect_is_not_passed_over() {
    let text = "-- revision: a\n\n-- migrate:up\nDO $$ BEGIN END $$;\n";
    let project = Project::load(vec![File::new("a.sql", text)]);
    let found = |dialect| {
        let found = project.check_sql(dialect);
        found.into_iter().map(|it| it.code).collect::<Vec<_>>()
    };
    assert_eq!(found(Dialect::Postgresql), []);
    assert_eq!(found(Dialect::Sqlite), [Code::OpaqueStatement]);
}
