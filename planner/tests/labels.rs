//! Branch labels that no target can name.

use limbeck_planner::diagnostic::Code;
use limbeck_planner::project::Project;
use limbeck_planner::source::File;

#[test]
fn labels_that_mean_something_else_are_warned_of() {
    let text = "-- revision: it\n-- branch_labels: shop, head, a:b\n\n-- migrate:up\nSELECT 1;\n\n\
                -- migrate:down\nSELECT 1;\n";
    let project = Project::load(vec![File::new("versions/it.sql", text)]);
    let told: Vec<(Code, &str, usize)> = project
        .diagnostics()
        .iter()
        .map(|it| {
            let line = it.location.as_ref().map_or(0, |at| at.line);
            (it.code, it.message.as_str(), line)
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                Code::InvalidBranchLabel,
                "the branch label `head` means something else as a target",
                2
            ),
            (
                Code::InvalidBranchLabel,
                "the branch label `a:b` means something else as a target",
                2
            ),
        ]
    );
}
