use super::Step;
use crate::operation::{Mentions, Unknown};

impl Step<'_> {
    /// Marks what a statement may have touched.
    pub(super) fn unknown(&mut self, unknown: &Unknown) {
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
