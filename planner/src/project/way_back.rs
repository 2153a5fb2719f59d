use super::Project;
use super::places::Places;
use crate::diagnostic::{Code, Diagnostic, Severity};

impl Project {
    /// A warning for each revision without a downgrade, in load order. A script in which a marker is
    /// misspelt may have one, and is told of as such.
    pub fn check_ways_back(&self) -> Vec<Diagnostic> {
        let places = &mut Places::new(&self.scripts);
        self.scripts
            .iter()
            .enumerate()
            .filter(|(_, script)| script.downgrade.is_none())
            .filter(|(_, script)| !self.has_unknown_marker(&script.path))
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

    fn has_unknown_marker(&self, path: &str) -> bool {
        self.errors_in(path)
            .any(|it| it.code == Code::UnknownMarker)
    }
}
