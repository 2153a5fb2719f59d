use super::Step;
use crate::operation::{Mentions, Unknown};

impl Step<'_> {
    /// Marks what a statement may have touched, and what the routines may touch that it may call.
    pub(super) fn unknown(&mut self, unknown: &Unknown) {
        let Mentions::Names(names) = &unknown.mentions else {
            return self.mark(unknown);
        };
        match self.with_called(names.clone()) {
            Ok(names) => self.mark(&Unknown {
                reason: unknown.reason.clone(),
                mentions: Mentions::Names(names),
            }),
            Err(routine) => self.puts_together(&routine),
        }
    }

    /// Marks what has one of these names, or everything.
    pub(super) fn mark(&mut self, unknown: &Unknown) {
        let cause = self.place.cause(unknown.reason.as_str());
        match &unknown.mentions {
            Mentions::Everything => self.schema.uncertainty_mut().add_everything(cause),
            Mentions::Names(names) => {
                let names = names.iter().cloned();
                self.schema.uncertainty_mut().add_names(names, cause);
            }
        }
    }
}
