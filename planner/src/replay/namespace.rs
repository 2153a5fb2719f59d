use super::session::PUBLIC;
use super::{Fault, Step};
use crate::operation::Existing;
use crate::schema::{Extension, Name, Namespace, Object, QualifiedName, Relation};
use crate::sql::Dialect;

/// The extension that every database of PostgreSQL has from the start.
const LANGUAGE: &str = "plpgsql";

impl Step<'_> {
    pub(super) fn create_namespace(&mut self, name: &Name, existing: Existing) {
        let is_there_from_the_start =
            self.dialect() == Dialect::Postgresql && name.as_str() == PUBLIC;
        if is_there_from_the_start || self.is_default_namespace(name) {
            return;
        }
        if self.schema.namespace(name).is_some() {
            if existing == Existing::Refuse {
                self.fault(Fault::AlreadyExists {
                    object: Object::Namespace(name.clone()),
                });
            }
            return;
        }
        self.schema
            .put_namespace(name.clone(), Namespace::default());
    }

    fn is_default_namespace(&self, name: &Name) -> bool {
        let qualified = QualifiedName {
            namespace: Some(name.clone()),
            name: name.clone(),
        };
        self.normal(&qualified).namespace.is_none()
    }

    /// Gives a namespace another name, and everything that is in it.
    pub(super) fn rename_namespace(&mut self, name: &Name, to: &Name) {
        let Some(namespace) = self.schema.namespace(name) else {
            return self.missing(Object::Namespace(name.clone()));
        };
        let namespace = namespace.clone();
        if self.schema.namespace(to).is_some() {
            return self.fault(Fault::AlreadyExists {
                object: Object::Namespace(to.clone()),
            });
        }
        self.schema.remove_namespace(name);
        self.schema.put_namespace(to.clone(), namespace);
        let is_inside = |object: &QualifiedName| object.namespace.as_ref() == Some(name);
        let moved = |object: &QualifiedName| QualifiedName {
            namespace: Some(to.clone()),
            name: object.name.clone(),
        };
        let relations: Vec<(QualifiedName, Relation)> = self
            .schema
            .relations()
            .filter(|(object, _)| is_inside(object))
            .map(|(object, relation)| (object.clone(), relation.clone()))
            .collect();
        for (object, relation) in relations {
            match relation {
                Relation::Table(_) | Relation::View(_) => {
                    self.rename_table(&object, moved(&object));
                }
                Relation::Sequence(sequence) => {
                    // One that belongs to a table has gone along with that.
                    if self.schema.sequence(&object).is_some() {
                        self.with_defaults_renamed(&object, &moved(&object), |step| {
                            step.schema.remove_relation(&object);
                            let sequence = (*sequence).clone();
                            step.schema.put_sequence(moved(&object), sequence);
                        });
                    }
                }
                Relation::Index { .. } => {}
            }
        }
        let types: Vec<_> = self
            .schema
            .types()
            .filter(|(object, _)| is_inside(object))
            .map(|(object, user_type)| (object.clone(), user_type.clone()))
            .collect();
        for (object, user_type) in types {
            self.rename_type_everywhere(&object, &moved(&object));
            self.schema.remove_type(&object);
            self.schema.put_type(moved(&object), user_type);
        }
        let routines: Vec<QualifiedName> = self
            .schema
            .routines()
            .filter(|(object, _)| is_inside(object))
            .map(|(object, _)| object.clone())
            .collect();
        for object in routines {
            self.rename_in_trigger_calls(&object, &moved(&object));
            let all = self.schema.shared_routines(&object);
            self.schema.set_routines(moved(&object), all);
            self.schema.set_routines(object, Vec::new());
        }
    }

    pub(super) fn create_extension(
        &mut self,
        name: &Name,
        extension: &Extension,
        existing: Existing,
    ) {
        if name.as_str() == LANGUAGE {
            return;
        }
        if self.schema.extension(name).is_some() {
            if existing == Existing::Refuse {
                self.fault(Fault::AlreadyExists {
                    object: Object::Extension(name.clone()),
                });
            }
            return;
        }
        let mut extension = extension.clone();
        extension.namespace = extension
            .namespace
            .filter(|namespace| !self.is_default_namespace(namespace));
        self.schema.put_extension(name.clone(), extension);
    }

    pub(super) fn update_extension(
        &mut self,
        name: &Name,
        version: Option<&str>,
        namespace: Option<&Name>,
    ) {
        let Some(extension) = self.schema.extension(name) else {
            return self.missing(Object::Extension(name.clone()));
        };
        let mut extension = extension.clone();
        match namespace {
            Some(namespace) => {
                let is_default = self.is_default_namespace(namespace);
                extension.namespace = (!is_default).then(|| namespace.clone());
            }
            None => extension.version = version.map(str::to_owned),
        }
        self.schema.put_extension(name.clone(), extension);
    }
}
