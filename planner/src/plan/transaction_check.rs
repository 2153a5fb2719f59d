use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::source::SectionTransaction;
use crate::sql::{Dialect, TransactionEffect, transaction_effect};

/// What is wrong with a statement in a section that runs inside a transaction.
pub(super) struct Telling {
    severity: Severity,
    code: Code,
    message: &'static str,
}

impl Telling {
    /// The diagnostic for a statement at `location`.
    pub(super) fn at(self, location: Location) -> Diagnostic {
        Diagnostic {
            severity: self.severity,
            code: self.code,
            message: self.message.to_owned(),
            location: Some(location),
            related: Vec::new(),
            help: Some(
                "write `transaction:false` behind the marker, so that the section runs outside of \
                 a transaction"
                    .to_owned(),
            ),
        }
    }
}

/// What is wrong with `sql` in a section that runs inside a transaction or outside of one.
pub(super) fn message(sql: &str, section: SectionTransaction, dialect: Dialect) -> Option<Telling> {
    if section == SectionTransaction::Outside {
        return None;
    }
    let (severity, code, message) = match transaction_effect(sql, dialect) {
        TransactionEffect::Begins | TransactionEffect::Ends(_) => (
            Severity::Error,
            Code::TransactionControl,
            "the section runs inside a transaction, and this statement begins or ends one",
        ),
        TransactionEffect::RefusedInside => (
            Severity::Error,
            Code::RefusedInTransaction,
            "the database refuses this statement inside a transaction, which its section asks for",
        ),
        TransactionEffect::IgnoredInside => (
            Severity::Warning,
            Code::IgnoredInTransaction,
            "this statement does nothing inside a transaction",
        ),
        TransactionEffect::Ordinary
        | TransactionEffect::Savepoint
        | TransactionEffect::MayCommit
        | TransactionEffect::CommitsImplicitly => return None,
    };
    Some(Telling {
        severity,
        code,
        message,
    })
}
