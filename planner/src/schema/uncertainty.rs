use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

use super::{Name, Object};

/// What of a schema is not known for certain, because a statement's effect is not.
#[derive(Debug, Clone, Default)]
pub struct Uncertainty {
    everything: Option<Arc<Cause>>,
    /// By the name that a statement mentions, whatever it is the name of.
    mentioned: RedBlackTreeMapSync<Name, Arc<Cause>>,
}

/// The statement that makes something uncertain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause {
    /// The script's path; empty where the statement is not from a script.
    pub path: String,
    /// The line of the statement's first byte, from 1.
    pub line: usize,
    /// Why its effect is unknown, in lower case and without a full stop.
    pub reason: String,
}

impl Uncertainty {
    /// Whether all is known.
    pub fn is_none(&self) -> bool {
        self.everything.is_none() && self.mentioned.is_empty()
    }

    /// Why nothing at all is known for certain, if that is so.
    pub fn everything(&self) -> Option<&Cause> {
        self.everything.as_deref()
    }

    /// Every cause, each once, in the order of places.
    pub fn causes(&self) -> Vec<&Cause> {
        let mentioned = self.mentioned.values().map(Arc::as_ref);
        let mut causes: Vec<&Cause> = self.everything().into_iter().chain(mentioned).collect();
        causes.sort();
        causes.dedup();
        causes
    }

    /// Why `object` is not known for certain, if it is not.
    pub fn of(&self, object: &Object) -> Option<&Cause> {
        self.everything().or_else(|| {
            let relation = object.relation().map(|relation| &relation.name);
            let own = object.own_name();
            own.into_iter()
                .chain(relation)
                .find_map(|name| self.of_name(name))
        })
    }

    /// Why whatever has this name is not known for certain, if it is not.
    pub fn of_name(&self, name: &Name) -> Option<&Cause> {
        self.everything()
            .or_else(|| self.mentioned.get(name).map(Arc::as_ref))
    }

    /// From here on, nothing is known for certain.
    pub(crate) fn add_everything(&mut self, cause: Cause) {
        self.everything.get_or_insert_with(|| Arc::new(cause));
    }

    /// From here on, what has one of these names is not known for certain.
    pub(crate) fn add_names(&mut self, names: impl IntoIterator<Item = Name>, cause: Cause) {
        let cause = Arc::new(cause);
        for name in names {
            if !self.mentioned.contains_key(&name) {
                self.mentioned.insert_mut(name, Arc::clone(&cause));
            }
        }
    }

    /// What was uncertain under one name is so under another, which it has now.
    pub(crate) fn move_name(&mut self, from: &Name, to: &Name) {
        if let Some(cause) = self.mentioned.get(from).cloned() {
            self.mentioned.insert_mut(to.clone(), cause);
        }
    }

    /// What has this name is known again, since it was made anew or is gone for certain.
    pub(crate) fn remove_name(&mut self, name: &Name) {
        self.mentioned.remove_mut(name);
    }
}
