use super::{Collision, CollisionKind, Conflict, Side, Verdict};
use crate::diagnostic::{Code, Diagnostic, Location, Related, Severity};

impl Conflict {
    /// What there is to tell of it, at the places of both sides: its collisions, and where nothing is
    /// certain, why not. Nothing where the branches are independent.
    ///
    /// A collision is an error where both cannot be applied, and else a warning.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = self
            .collisions
            .iter()
            .map(|collision| self.collision(collision))
            .collect();
        if let Verdict::Unknown { causes } = &self.verdict {
            all.extend(causes.iter().map(|cause| Diagnostic {
                severity: Severity::Warning,
                code: Code::UnknownEffect,
                message: format!(
                    "whether `{}` and `{}` can both be applied is not known: {}",
                    self.left, self.right, cause.reason
                ),
                location: Some(Location {
                    path: cause.path.clone(),
                    span: 0..0,
                    line: cause.line,
                    column: 1,
                }),
                related: Vec::new(),
                help: Some("look at the statement, and at what the other branch does".to_owned()),
            }));
        }
        all
    }

    fn collision(&self, collision: &Collision) -> Diagnostic {
        let (left, right) = (&collision.left, &collision.right);
        let severity = match self.verdict {
            Verdict::CannotBothApply { .. } => Severity::Error,
            _ => Severity::Warning,
        };
        Diagnostic {
            severity,
            code: collision.kind.code(),
            message: format!(
                "`{}` {}, and `{}` {}: {}",
                left.revision,
                left.text(),
                right.revision,
                right.text(),
                collision.outcome
            ),
            location: Some(left.location()),
            related: vec![Related {
                location: right.location(),
                message: format!("`{}` {}", right.revision, right.text()),
            }],
            help: Some(collision.advice.clone()),
        }
    }
}

impl Side {
    /// Where its statement is.
    pub fn location(&self) -> Location {
        Location {
            path: self.path.clone(),
            span: self.span.clone(),
            line: self.line,
            column: self.column,
        }
    }
}

impl CollisionKind {
    /// The code of its diagnostics.
    pub const fn code(self) -> Code {
        match self {
            Self::BothCreate => Code::BothCreate,
            Self::SameName => Code::SameName,
            Self::BothRemove => Code::BothRemove,
            Self::SameKey => Code::SameKey,
            Self::RemovedAndUsed => Code::RemovedAndUsed,
            Self::CreatedAndUsed => Code::CreatedAndUsed,
            Self::BothAlter => Code::BothAlter,
            Self::WrittenAndRestructured => Code::WrittenAndRestructured,
            Self::SameRows => Code::SameRows,
        }
    }

    /// A stable name, such as `both_create`.
    pub const fn name(self) -> &'static str {
        self.code().name()
    }
}
