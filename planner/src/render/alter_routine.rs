use super::Render;
use super::routine::{attribute, routine_word};
use crate::operation::{RoutineChange, RoutineReference};
use crate::sql::literal;

impl Render {
    /// A routine's name with what it takes, if that is said.
    pub(super) fn routine_reference(self, routine: &RoutineReference) -> String {
        let name = self.qualified(&routine.name);
        match &routine.signature {
            Some(signature) => {
                let types: Vec<&str> = signature.iter().map(|it| it.text.as_str()).collect();
                format!("{name}({})", types.join(", "))
            }
            None => name,
        }
    }

    pub(super) fn alter_routine(
        self,
        routine: &RoutineReference,
        change: &RoutineChange,
    ) -> Vec<String> {
        let word = routine.kind.map_or("ROUTINE", routine_word);
        let clause = match change {
            RoutineChange::Rename(to) => format!("RENAME TO {}", self.name(to)),
            RoutineChange::SetNamespace(namespace) => {
                format!("SET SCHEMA {}", self.name(namespace))
            }
            RoutineChange::SetAttribute {
                attribute: it,
                value: Some(value),
            } => attribute(it, value, self.dialect),
            RoutineChange::SetAttribute {
                attribute: it,
                value: None,
            } => format!("RESET {}", it.trim_start_matches("set ")),
            RoutineChange::SetComment(comment) => {
                format!("COMMENT {}", literal(comment, self.dialect))
            }
            RoutineChange::Nothing => return Vec::new(),
        };
        vec![format!(
            "ALTER {word} {} {clause}",
            self.routine_reference(routine)
        )]
    }
}
