use super::{Difference, Note, Property};
use crate::operation::{Dropped, Existing, Operation};
use crate::schema::{Object, OtherKind, OtherName};

impl Difference<'_> {
    pub(super) fn create_namespaces_and_extensions(&mut self) {
        let created: Vec<Object> = self.created.iter().cloned().collect();
        for object in &created {
            if let Object::Namespace(name) = object {
                self.operation(Operation::CreateNamespace {
                    name: name.clone(),
                    existing: Existing::Refuse,
                });
            }
        }
        for object in &created {
            if let Object::Extension(name) = object
                && let Some(extension) = self.to.extension(name)
            {
                self.operation(Operation::CreateExtension {
                    name: name.clone(),
                    extension: extension.clone(),
                    existing: Existing::Keep,
                });
            }
        }
        let updated: Vec<_> = self
            .altered
            .iter()
            .filter(|(_, properties)| properties.contains(&Property::Version))
            .filter_map(|(object, _)| match object {
                Object::Extension(name) => Some(name.clone()),
                _ => None,
            })
            .collect();
        for name in updated {
            let version = self.to.extension(&name).and_then(|it| it.version.clone());
            self.operation(Operation::UpdateExtension {
                name,
                version,
                namespace: None,
            });
        }
    }

    /// The objects that are known by name and text alone and differ in their text.
    fn changed_others(&self) -> Vec<OtherName> {
        let changed = self
            .altered
            .iter()
            .filter(|(_, properties)| properties.contains(&Property::Definition));
        changed
            .filter_map(|(object, _)| match object {
                Object::Other(name) => Some(name.clone()),
                _ => None,
            })
            .collect()
    }

    pub(super) fn drop_others(&mut self) {
        let dropped = self.dropped.iter().filter_map(|object| match object {
            Object::Other(name) => Some(name.clone()),
            _ => None,
        });
        let going: Vec<OtherName> = dropped.chain(self.changed_others()).collect();
        for name in going {
            // It goes with its table.
            let stays = name
                .table
                .as_ref()
                .is_none_or(|table| self.to.relation(table).is_some());
            if stays {
                let notes = match name.kind {
                    OtherKind::VirtualTable => {
                        vec![Note::LosesData(format!("the rows of table {}", name.name))]
                    }
                    _ => Vec::new(),
                };
                let dropped = Dropped::Others {
                    kind: name.kind,
                    table: name.table,
                    names: vec![name.name],
                };
                self.noted(super::drop::drop(dropped), notes);
            }
        }
    }

    pub(super) fn create_others(&mut self) {
        let created = self.created.iter().filter_map(|object| match object {
            Object::Other(name) => Some(name.clone()),
            _ => None,
        });
        let coming: Vec<OtherName> = created.chain(self.changed_others()).collect();
        for name in coming {
            if let Some(object) = self.to.other(&name) {
                self.operation(Operation::CreateOther {
                    kind: name.kind,
                    object: object.clone(),
                    table: name.table,
                    name: name.name,
                    existing: Existing::Refuse,
                });
            }
        }
    }
}
