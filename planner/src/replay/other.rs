use super::{Fault, Step};
use crate::operation::{Existing, Missing, OtherChange, StatedEvent, StatedPolicy};
use crate::schema::{Object, OtherKind, OtherName, OtherObject, QualifiedName};

impl Step<'_> {
    pub(super) fn create_other(
        &mut self,
        kind: OtherKind,
        table: Option<&QualifiedName>,
        name: &QualifiedName,
        object: &OtherObject,
        existing: Existing,
    ) {
        let name = self.other_name(kind, table, name);
        if let Some(table) = &name.table
            && self.schema.relation(table).is_none()
        {
            self.missing(Object::Table(table.clone()));
        }
        if self.schema.other(&name).is_some() {
            match existing {
                Existing::Keep => return,
                Existing::Replace => {}
                Existing::Refuse => self.fault(Fault::AlreadyExists {
                    object: Object::Other(name.clone()),
                }),
            }
        }
        self.schema.uncertainty_mut().remove_name(&name.name.name);
        self.schema.put_other(name, object.clone());
    }

    pub(super) fn alter_other(
        &mut self,
        kind: OtherKind,
        table: Option<&QualifiedName>,
        name: &QualifiedName,
        missing: Missing,
        change: &OtherChange,
    ) {
        let found = self.other_name(kind, table, name);
        let Some(other) = self.schema.other(&found) else {
            if missing == Missing::Refuse {
                self.missing(Object::Other(found));
            }
            return;
        };
        let mut other = other.clone();
        let mut renamed = found.clone();
        match change {
            OtherChange::Rename(to) => renamed.name = found.name.with_name(to.clone()),
            OtherChange::SetNamespace(namespace) => {
                renamed.name = self.normal(&QualifiedName {
                    namespace: Some(namespace.clone()),
                    name: found.name.name.clone(),
                });
            }
            OtherChange::Restate(text) => other.text = restated(kind, &other.text, text),
            OtherChange::Nothing => return,
        }
        if renamed != found {
            if self.schema.other(&renamed).is_some() {
                return self.fault(Fault::AlreadyExists {
                    object: Object::Other(renamed),
                });
            }
            self.schema.remove_other(&found);
        }
        self.schema.put_other(renamed, other);
    }

    pub(super) fn other_name(
        &self,
        kind: OtherKind,
        table: Option<&QualifiedName>,
        name: &QualifiedName,
    ) -> OtherName {
        let table = table.map(|table| self.find_relation(table));
        let find = |name: &QualifiedName| {
            self.find(name, |step, name| {
                let name = OtherName {
                    kind,
                    table: None,
                    name: name.clone(),
                };
                step.schema.other(&name).is_some()
            })
        };
        OtherName {
            kind,
            // What belongs to a table has no namespace of its own.
            name: if table.is_some() {
                name.name.clone().into()
            } else {
                find(name)
            },
            table,
        }
    }

    pub(super) fn drop_other(
        &mut self,
        kind: OtherKind,
        table: Option<&QualifiedName>,
        name: &QualifiedName,
        missing: Missing,
    ) {
        let name = self.other_name(kind, table, name);
        if self.schema.remove_other(&name).is_none() && missing == Missing::Refuse {
            self.missing(Object::Other(name));
        }
    }

    /// The virtual table of this name, which `DROP TABLE` drops, too.
    pub(super) fn virtual_table(&self, name: &QualifiedName) -> Option<OtherName> {
        let name = OtherName {
            kind: OtherKind::VirtualTable,
            table: None,
            name: name.clone(),
        };
        self.schema.other(&name).map(|_| name)
    }
}

/// What is said of an object once parts of it are said anew. Of most kinds that is not known, which
/// an empty text stands for.
fn restated(kind: OtherKind, text: &str, parts: &str) -> String {
    let restated = match kind {
        OtherKind::Policy => StatedPolicy::read(text).and_then(|mut policy| {
            let is_read = policy.change(parts);
            is_read.then(|| policy.write())
        }),
        OtherKind::Event => StatedEvent::read(text).and_then(|mut event| {
            let is_read = event.change(parts);
            is_read.then(|| event.write())
        }),
        _ => None,
    };
    restated.unwrap_or_default()
}
