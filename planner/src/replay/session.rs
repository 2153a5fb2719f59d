use super::Step;
use crate::operation::{ForeignKeyChecks, ViewChecks};
use crate::schema::{Name, NameKind, Persistence, QualifiedName, temporary_namespace};
use crate::sql::Dialect;

/// What statements set that later ones depend on.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// The namespace that names without one are in at the start, and that the schema does not name.
    default_namespace: Option<Name>,
    /// Where names without a namespace are looked up; `None` while no statement has said.
    search_path: Option<Vec<Name>>,
    /// Whether foreign keys are looked at (MySQL).
    pub(super) foreign_key_checks: ForeignKeyChecks,
    /// Whether views are looked at (SQLite).
    pub(super) view_checks: ViewChecks,
}

impl Session {
    pub(super) fn new(dialect: Dialect) -> Self {
        let default = match dialect {
            Dialect::Postgresql => Some(PUBLIC),
            Dialect::Mysql => None,
            Dialect::Sqlite => Some("main"),
        };
        Self::in_namespace(default.map(|name| Name::stored(name, NameKind::Relation, dialect)))
    }

    pub(super) fn in_namespace(default_namespace: Option<Name>) -> Self {
        Self {
            default_namespace,
            search_path: None,
            foreign_key_checks: ForeignKeyChecks::On,
            view_checks: ViewChecks::On,
        }
    }

    /// Whether a statement has said where names are looked up.
    pub(super) const fn has_search_path(&self) -> bool {
        self.search_path.is_some()
    }

    pub(super) fn set_search_path(&mut self, path: &[Name]) {
        self.search_path = Some(path.to_vec());
    }

    pub(super) fn reset_search_path(&mut self) {
        self.search_path = None;
    }
}

/// The namespace that every database of PostgreSQL has from the start.
pub(super) const PUBLIC: &str = "public";

impl Step<'_> {
    /// The name as the schema has it: without the default namespace.
    pub(super) fn normal(&self, name: &QualifiedName) -> QualifiedName {
        QualifiedName {
            namespace: name
                .namespace
                .clone()
                .and_then(|namespace| self.normal_namespace(&namespace)),
            name: name.name.clone(),
        }
    }

    fn normal_namespace(&self, namespace: &Name) -> Option<Name> {
        let is_default = self.session.default_namespace.as_ref() == Some(namespace);
        (!is_default).then(|| namespace.clone())
    }

    /// The name of something new.
    pub(super) fn new_name(&self, name: &QualifiedName, persistence: Persistence) -> QualifiedName {
        if persistence == Persistence::Temporary {
            return QualifiedName {
                namespace: Some(temporary_namespace(self.dialect())),
                name: name.name.clone(),
            };
        }
        let first = self.session.search_path.iter().flatten().next();
        match (&name.namespace, first) {
            (None, Some(first)) => QualifiedName {
                namespace: self.normal_namespace(first),
                name: name.name.clone(),
            },
            _ => self.normal(name),
        }
    }

    /// The name of something that `exists` by the rules of the search path; where there is no such
    /// thing, the name that a new one would have.
    pub(super) fn find(
        &self,
        name: &QualifiedName,
        exists: impl Fn(&Self, &QualifiedName) -> bool,
    ) -> QualifiedName {
        if name.namespace.is_some() {
            return self.normal(name);
        }
        let temporary = QualifiedName {
            namespace: Some(temporary_namespace(self.dialect())),
            name: name.name.clone(),
        };
        if exists(self, &temporary) {
            return temporary;
        }
        let path = self.session.search_path.iter().flatten();
        for namespace in path {
            let candidate = QualifiedName {
                namespace: self.normal_namespace(namespace),
                name: name.name.clone(),
            };
            if exists(self, &candidate) {
                return candidate;
            }
        }
        self.new_name(name, Persistence::Logged)
    }

    /// The name of a table, view, sequence or index.
    pub(super) fn find_relation(&self, name: &QualifiedName) -> QualifiedName {
        self.find(name, |step, name| step.schema.relation(name).is_some())
    }

    /// The name of a type.
    pub(super) fn find_type(&self, name: &QualifiedName) -> QualifiedName {
        self.find(name, |step, name| step.schema.user_type(name).is_some())
    }

    /// The name of a routine.
    pub(super) fn find_routine(&self, name: &QualifiedName) -> QualifiedName {
        self.find(name, |step, name| {
            step.schema.routines_named(name).next().is_some()
        })
    }
}
