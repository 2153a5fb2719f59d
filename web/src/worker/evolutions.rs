use limbeck_planner::evolution::Evolution;
use limbeck_planner::project::Project;
use limbeck_planner::sql::Dialect;

/// How the schema of the open project evolves, for each dialect that was asked for. What is worked
/// out stays, so that a step costs what a revision changes, and every view has it.
#[derive(Debug, Default)]
pub(super) struct Evolutions {
    of_dialects: Vec<Evolution>,
}

impl Evolutions {
    /// The evolution of `project` in a dialect; `None` where its scripts are no history.
    pub(super) fn of(&mut self, project: &Project, dialect: Dialect) -> Option<&mut Evolution> {
        let known = self
            .of_dialects
            .iter()
            .position(|it| it.dialect() == dialect);
        let place = if let Some(place) = known {
            place
        } else {
            let history = project.history().ok()?;
            self.of_dialects.push(Evolution::new(history, dialect));
            self.of_dialects.len() - 1
        };
        self.of_dialects.get_mut(place)
    }
}
