use super::{Collision, CollisionKind, Conflict, Side, Verdict};
use crate::diagnostic::{Code, Diagnostic, Location, Related, Severity};

impl Conflict {
    /// What there is to tell of it, at the places of both sides: its collisions, and where nothing is
    /// certain, why not. Nothing where the branches are independent, and never nothing where they
    /// are not.
    ///
    /// A collision is an error where both cannot be applied, and else a warning.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = self
            .collisions
            .iter()
            .map(|collision| self.collision(collision))
            .collect();
        if all.is_empty() && self.verdict.is_conflict() {
            all.extend(self.unexplained());
        }
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

    /// What a verdict says that no two statements explain.
    fn unexplained(&self) -> Option<Diagnostic> {
        let (left_first, right_first) = match &self.verdict {
            Verdict::OrderMatters {
                left_first,
                right_first,
                ..
            }
            | Verdict::CannotBothApply {
                left_first,
                right_first,
            } => (left_first, right_first),
            Verdict::Independent(_) | Verdict::Unknown { .. } => return None,
        };
        let (left, right) = (&self.left, &self.right);
        let failure = left_first.first().or(right_first.first());
        let (severity, code, message) = match &self.verdict {
            Verdict::CannotBothApply { .. } => (
                Severity::Error,
                Code::CannotBothApply,
                format!("`{left}` and `{right}` cannot both be applied"),
            ),
            _ => (
                Severity::Warning,
                Code::OrderMatters,
                format!("the order matters in which `{left}` and `{right}` are applied"),
            ),
        };
        let why = match (failure, &self.verdict) {
            (Some(failure), _) => failure.message.clone(),
            (None, Verdict::OrderMatters { differences, .. }) => {
                let object = differences.first().map(|it| it.object.to_string());
                format!("{} is not the same in both", object.unwrap_or_default())
            }
            (None, _) => return None,
        };
        Some(Diagnostic {
            severity,
            code,
            message: format!("{message}: {why}"),
            location: failure.map(|failure| Location {
                path: failure.path.clone(),
                span: 0..0,
                line: failure.line,
                column: 1,
            }),
            related: Vec::new(),
            help: Some(format!(
                "decide which comes first, and rebase the other onto it: `limbeck rebase {left} --onto \
                 {right}`, or the other way round"
            )),
        })
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
            Self::AlteredAndUsed => Code::AlteredAndUsed,
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
