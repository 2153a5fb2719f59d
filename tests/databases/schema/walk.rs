use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context as _, Result, bail, ensure};
use limbeck_planner::document::ComparisonDocument;
use limbeck_tests::databases::Database;
use limbeck_tests::limbeck;
use limbeck_tests::projects::TestProject;

use super::history::History;

/// Everything that a walk ran, as one script.
const APPLIED: &str = "applied.sql";

/// A history on its way through a database. Behind each revision, the database is compared with what
/// replaying the statements gives.
pub(super) struct Walk {
    project: TestProject,
    applied: String,
    /// After how many revisions the database was compared.
    states: usize,
    /// Why something was not compared.
    reasons: BTreeSet<String>,
}

/// What a walk met with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Walked {
    /// After how many revisions the database was compared with the model.
    pub(super) states: usize,
    /// Why something was not compared.
    pub(super) reasons: BTreeSet<String>,
    /// The revision whose downgrade the database refuses.
    pub(super) refused: Option<String>,
}

impl Walk {
    /// Up to the head and down to the base, a revision at a time.
    pub(super) fn through(database: &dyn Database, history: &History) -> Result<Walked> {
        let project = TestProject::new(&database.url())?;
        history.write(&project)?;
        let mut walk = Self {
            project,
            applied: String::new(),
            states: 0,
            reasons: BTreeSet::new(),
        };
        for step in &history.steps {
            limbeck::run(walk.project.path(), &["upgrade", "+1", "--quiet"])?;
            walk.applied(&step.up);
            walk.compare(&step.id, &["drift", "--format", "json"])?;
        }
        // What the database took, the replay must not call impossible.
        walk.compare_applied("the upgrades")?;
        let mut refused = None;
        for step in history.steps.iter().rev() {
            let downgrade = ["downgrade", "-1", "--quiet"];
            if !limbeck::output(walk.project.path(), &downgrade)?
                .status
                .success()
            {
                refused = Some(step.id.clone());
                break;
            }
            walk.applied(&step.down);
            walk.compare_applied(&format!("the downgrade of {}", step.id))?;
            walk.states += 1;
        }
        walk.states += history.steps.len();
        Ok(Walked {
            states: walk.states,
            reasons: walk.reasons,
            refused,
        })
    }

    fn applied(&mut self, statements: &str) {
        self.applied.push_str(statements);
        self.applied.push_str("\n;\n");
    }

    /// Compares the database with all that ran: a history does not know what downgrades leave.
    fn compare_applied(&mut self, place: &str) -> Result<()> {
        fs::write(self.project.path().join(APPLIED), &self.applied)?;
        self.compare(place, &["diff", APPLIED, "database", "--format", "json"])
    }

    fn compare(&mut self, place: &str, arguments: &[&str]) -> Result<()> {
        let output = limbeck::output(self.project.path(), arguments)?;
        let text = String::from_utf8(output.stdout)?;
        let found: ComparisonDocument = serde_json::from_str(&text).with_context(|| {
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            format!("after {place}: {text}{errors}")
        })?;
        let reasons = found.uncertain.iter().map(|cause| cause.reason.clone());
        self.reasons.extend(reasons);
        if !found.equal {
            bail!(
                "after {place}, these differ:\n{}",
                serde_json::to_string_pretty(&found.differences)?
            );
        }
        ensure!(output.status.success(), "after {place}: {}", output.status);
        Ok(())
    }
}
