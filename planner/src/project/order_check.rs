use super::Project;
use super::places::Places;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::history::History;
use crate::plan::{downgrade, upgrade};
use crate::target::TargetError;

impl Project {
    /// What keeps the history from being run from base to its heads and back, whatever the scripts
    /// hold; nothing where there is no history. Costs what such plans cost.
    pub fn check_order(&self) -> Option<Diagnostic> {
        let history = self.history().ok()?;
        let error = there_and_back(history).err()?;
        let places = &mut Places::new(&self.scripts);
        let index_of = |id: &String| self.places.get(id).copied();
        let (location, help) = match &error {
            TargetError::OverlappingParents {
                revision, implied, ..
            } => {
                let location = index_of(revision).map(|index| {
                    let named = implied.first().and_then(index_of).unwrap_or(index);
                    places.link(index, named).1
                });
                (
                    location,
                    Some(format!("take {} out of it", implied.join(", "))),
                )
            }
            TargetError::RowsDoNotFit { revision, .. } => {
                (index_of(revision).map(|index| places.parents(index)), None)
            }
            _ => (None, None),
        };
        Some(Diagnostic {
            severity: Severity::Error,
            code: Code::ImpossibleOrder,
            message: error.to_string(),
            location,
            related: Vec::new(),
            help,
        })
    }
}

fn there_and_back(history: &History) -> Result<(), TargetError> {
    let up = upgrade(history, &[], "heads")?;
    downgrade(history, &up.to, "base").map(drop)
}
