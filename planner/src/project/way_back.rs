use super::Project;
use super::places::Places;
use crate::diagnostic::{Code, Diagnostic, Severity};

impl Project {
    /// A warning for each revision without a downgrade, in load order.
    pub fn check_ways_back(&self) -> Vec<Diagnostic> {
        let places = &mut Places::new(&self.scripts);
        self.scripts
            .iter()
            .enumerate()
            .filter(|(_, script)| script.downgrade.is_none())
            .map(|(index, script)| Diagnostic {
                severity: Severity::Warning,
                code: Code::NoWayBack,
                message: format!("revision `{}` has no way back", script.revision.id),
                location: Some(places.revision(index)),
                related: Vec::new(),
                help: Some("write it behind `-- migrate:down`".to_owned()),
            })
            .collect()
    }
}
