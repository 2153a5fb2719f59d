use std::sync::Arc;

use super::{Fault, Step};
use crate::compare::canonical_argument_type;
use crate::operation::{DropBehavior, Existing, Missing, RoutineChange, RoutineReference};
use crate::schema::{DataType, Name, Object, Persistence, QualifiedName, Routine, Trigger};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn create_routine(
        &mut self,
        name: &QualifiedName,
        routine: &Routine,
        existing: Existing,
    ) {
        let name = self.new_name(name, Persistence::Logged);
        let mut routines = self.schema.shared_routines(&name);
        let mut routine = routine.clone();
        for data_type in &mut routine.signature {
            self.resolve_type(data_type);
        }
        if let Some(position) = self.position_of(&routines, routine.kind, Some(&routine.signature))
        {
            match existing {
                Existing::Keep => return,
                Existing::Replace => routine.comment.clone_from(&routines[position].comment),
                Existing::Refuse => self.fault(Fault::AlreadyExists {
                    object: object(&name, &routine.signature),
                }),
            }
            routines.remove(position);
        }
        self.schema.uncertainty_mut().remove_name(&name.name);
        routines.push(Arc::new(routine));
        self.schema.set_routines(name, routines);
    }

    /// Where the routine with these arguments is; the only one, where none are said.
    fn position_of(
        &self,
        routines: &[Arc<Routine>],
        kind: crate::schema::RoutineKind,
        signature: Option<&[DataType]>,
    ) -> Option<usize> {
        routines.iter().position(|routine| match signature {
            // Functions and procedures have names of their own in MySQL.
            _ if self.dialect() == Dialect::Mysql => routine.kind == kind,
            Some(signature) => same_signature(&routine.signature, signature, self.dialect()),
            None => true,
        })
    }

    /// Finds what a reference means.
    fn routine(&mut self, reference: &RoutineReference) -> Option<(QualifiedName, usize)> {
        let name = self.find_routine(&reference.name);
        let routines = self.schema.shared_routines(&name);
        let kind = reference
            .kind
            .or_else(|| routines.first().map(|it| it.kind))?;
        let position = self.position_of(&routines, kind, reference.signature.as_deref())?;
        Some((name, position))
    }

    fn missing_routine(&mut self, reference: &RoutineReference) {
        let name = self.find_routine(&reference.name);
        let signature = reference.signature.clone().unwrap_or_default();
        self.missing(Object::Routine { name, signature });
    }

    pub(super) fn alter_routine(&mut self, reference: &RoutineReference, change: &RoutineChange) {
        let Some((name, position)) = self.routine(reference) else {
            return self.missing_routine(reference);
        };
        let mut routines = self.schema.shared_routines(&name);
        let mut routine = routines[position].as_ref().clone();
        let target = match change {
            RoutineChange::Rename(to) => name.with_name(to.clone()),
            RoutineChange::SetNamespace(namespace) => self.normal(&QualifiedName {
                namespace: Some(namespace.clone()),
                name: name.name.clone(),
            }),
            RoutineChange::SetAttribute { attribute, value } => {
                if attribute == "set *" {
                    // `RESET ALL`
                    routine
                        .attributes
                        .retain(|name, _| !name.starts_with("set "));
                }
                match value {
                    Some(value) => routine.attributes.insert(attribute.clone(), value.clone()),
                    None => routine.attributes.remove(attribute),
                };
                name.clone()
            }
            RoutineChange::SetComment(comment) => {
                routine.comment = Some(comment.clone()).filter(|it| !it.is_empty());
                name.clone()
            }
            RoutineChange::Nothing => return,
        };
        if target != name {
            self.rename_in_trigger_calls(&name, &target);
        }
        routines.remove(position);
        if target == name {
            routines.insert(position, Arc::new(routine));
            self.schema.set_routines(name, routines);
        } else {
            self.schema.set_routines(name, routines);
            let mut others = self.schema.shared_routines(&target);
            others.push(Arc::new(routine));
            self.schema.set_routines(target, others);
        }
    }

    /// Triggers go on calling a function that has another name now. It is to be called while the old
    /// name still stands.
    pub(super) fn rename_in_trigger_calls(&mut self, from: &QualifiedName, to: &QualifiedName) {
        if self.dialect() != Dialect::Postgresql {
            return;
        }
        let renamed: Vec<(Name, Trigger)> = self
            .schema
            .triggers()
            .filter_map(|(name, trigger)| {
                let action = self.renamed_call(&trigger.action, from, to)?;
                let trigger = Trigger {
                    action,
                    ..trigger.clone()
                };
                Some((name.clone(), trigger))
            })
            .collect();
        for (name, trigger) in renamed {
            self.schema.put_trigger(name, trigger);
        }
    }

    /// Changes what is said of a routine.
    pub(super) fn comment_on_routine(
        &mut self,
        reference: &RoutineReference,
        comment: Option<&str>,
    ) {
        let Some((name, position)) = self.routine(reference) else {
            return self.missing_routine(reference);
        };
        let mut routines = self.schema.shared_routines(&name);
        let mut routine = routines[position].as_ref().clone();
        routine.comment = comment.map(str::to_owned);
        routines[position] = Arc::new(routine);
        self.schema.set_routines(name, routines);
    }

    pub(super) fn drop_routine(
        &mut self,
        reference: &RoutineReference,
        missing: Missing,
        behavior: DropBehavior,
    ) {
        let Some((name, position)) = self.routine(reference) else {
            if missing == Missing::Skip {
                self.schema
                    .uncertainty_mut()
                    .remove_name(&reference.name.name);
            } else {
                self.missing_routine(reference);
            }
            return;
        };
        let mut routines = self.schema.shared_routines(&name);
        let dropped = routines.remove(position);
        if self.dialect() == Dialect::Postgresql {
            let object = object(&name, &dropped.signature);
            self.drop_callers(&name, &object, behavior);
            if dropped.signature.is_empty() {
                self.drop_triggers_that_call(&name, behavior);
            }
        }
        self.schema.set_routines(name, routines);
    }

    /// A trigger needs the function that it calls.
    fn drop_triggers_that_call(&mut self, function: &QualifiedName, behavior: DropBehavior) {
        let calling: Vec<_> = self
            .schema
            .triggers()
            .filter(|(_, trigger)| self.calls(&trigger.action, function))
            .map(|(name, trigger)| (trigger.table.clone(), name.clone()))
            .collect();
        for (table, trigger) in calling {
            if behavior == DropBehavior::Restrict {
                self.fault(Fault::StillNeeded {
                    object: object(function, &[]),
                    by: Object::Trigger {
                        table: table.clone(),
                        trigger: trigger.clone(),
                    },
                });
            }
            self.schema.remove_trigger(&table, &trigger);
        }
    }

    /// Whether a trigger's action, as in `f('x')`, calls a function.
    fn calls(&self, action: &str, function: &QualifiedName) -> bool {
        let called = crate::operation::references(action, self.dialect()).functions;
        called
            .iter()
            .any(|called| self.find_routine(called) == *function)
    }
}

fn object(name: &QualifiedName, signature: &[DataType]) -> Object {
    Object::Routine {
        name: name.clone(),
        signature: signature.to_vec(),
    }
}

/// Whether two lists of types mean the same types.
fn same_signature(one: &[DataType], other: &[DataType], dialect: Dialect) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            canonical_argument_type(&one.text, dialect)
                == canonical_argument_type(&other.text, dialect)
        })
}
