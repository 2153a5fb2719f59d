use super::{Fault, Step};
use crate::operation::{Existing, LabelPlace, Missing, UserTypeChange};
use crate::schema::{
    Attribute, Constraint, ConstraintName, Name, NameOrigin, Object, Persistence, QualifiedName,
    TypeDefinition, UserType, Validity,
};

impl Step<'_> {
    /// Refuses a table or a view where a type has its name, which that of its rows would have.
    pub(super) fn refuse_type_of_rows(&mut self, name: &QualifiedName) {
        if self.schema.user_type(name).is_some() {
            self.fault(Fault::AlreadyExists {
                object: Object::Type(name.clone()),
            });
        }
    }

    pub(super) fn create_type(&mut self, name: &QualifiedName, definition: &TypeDefinition) {
        let name = self.new_name(name, Persistence::Logged);
        if self.schema.user_type(&name).is_some() {
            self.fault(Fault::AlreadyExists {
                object: Object::Type(name.clone()),
            });
        }
        // The rows of a table or a view are a type of its name.
        let rows_of = self.object_at(&name);
        let rows_of = rows_of.filter(|it| matches!(it, Object::Table(_) | Object::View(_)));
        if let Some(object) = rows_of {
            self.fault(Fault::AlreadyExists { object });
        }
        self.schema.uncertainty_mut().remove_name(&name.name);
        let mut definition = definition.clone();
        if let TypeDefinition::Composite { attributes } = &mut definition {
            for attribute in attributes {
                self.resolve_type(&mut attribute.data_type);
            }
        }
        if let TypeDefinition::Domain(domain) = &mut definition {
            self.resolve_type(&mut domain.data_type);
            let constraints = std::mem::take(&mut domain.constraints);
            for constraint in constraints {
                self.add_domain_check(&name, &mut domain.constraints, constraint);
            }
        }
        self.schema.put_type(
            name,
            UserType {
                definition,
                comment: None,
            },
        );
    }

    fn add_domain_check(
        &mut self,
        domain: &QualifiedName,
        constraints: &mut Vec<Constraint>,
        mut constraint: Constraint,
    ) {
        if constraint.name.is_none() {
            let reserved: Vec<Name> = constraints
                .iter()
                .filter_map(|it| it.name().cloned())
                .collect();
            constraint.name = Some(ConstraintName {
                name: self.name_of_domain_check(domain, &reserved),
                origin: NameOrigin::Generated,
            });
        }
        constraints.push(constraint);
    }

    pub(super) fn alter_type(&mut self, name: &QualifiedName, changes: &[UserTypeChange]) {
        let mut found = self.find_type(name);
        for change in changes {
            let Some(user_type) = self.schema.user_type(&found) else {
                return self.missing(Object::Type(found));
            };
            let user_type = user_type.clone();
            match change {
                UserTypeChange::Rename(to) => {
                    let to = found.with_name(to.clone());
                    self.rename_type(&found, &to, user_type);
                    found = to;
                }
                UserTypeChange::SetNamespace(namespace) => {
                    let to = self.normal(&QualifiedName {
                        namespace: Some(namespace.clone()),
                        name: found.name.clone(),
                    });
                    self.rename_type(&found, &to, user_type);
                    found = to;
                }
                _ => self.change_type(&found, user_type, change),
            }
        }
    }

    /// Gives a type another name; the columns that are of it go on being so.
    fn rename_type(&mut self, from: &QualifiedName, to: &QualifiedName, user_type: UserType) {
        if self.schema.user_type(to).is_some() {
            self.fault(Fault::AlreadyExists {
                object: Object::Type(to.clone()),
            });
            return;
        }
        self.rename_type_everywhere(from, to);
        self.schema.remove_type(from);
        self.schema.put_type(to.clone(), user_type);
    }

    fn change_type(
        &mut self,
        name: &QualifiedName,
        mut user_type: UserType,
        change: &UserTypeChange,
    ) {
        let object = Object::Type(name.clone());
        match &mut user_type.definition {
            TypeDefinition::Enum { labels } => self.change_labels(&object, labels, change),
            TypeDefinition::Composite { attributes } => {
                self.change_attributes(name, attributes, change);
            }
            TypeDefinition::Domain(domain) => match change {
                UserTypeChange::SetDefault(default) => domain.default.clone_from(default),
                UserTypeChange::SetNullability(nullability) => domain.nullability = *nullability,
                UserTypeChange::AddConstraint(constraint) => {
                    self.add_domain_check(name, &mut domain.constraints, constraint.clone());
                }
                UserTypeChange::DropConstraint {
                    constraint,
                    missing,
                } => {
                    let count = domain.constraints.len();
                    domain
                        .constraints
                        .retain(|it| it.name() != Some(constraint));
                    if domain.constraints.len() == count && *missing == Missing::Refuse {
                        self.missing_domain_constraint(name, constraint);
                    }
                }
                UserTypeChange::RenameConstraint { constraint, to } => {
                    self.change_domain_constraint(
                        name,
                        &mut domain.constraints,
                        constraint,
                        |it| {
                            it.name = Some(ConstraintName {
                                name: to.clone(),
                                origin: NameOrigin::Given,
                            });
                        },
                    );
                }
                UserTypeChange::ValidateConstraint(constraint) => {
                    self.change_domain_constraint(
                        name,
                        &mut domain.constraints,
                        constraint,
                        |it| {
                            it.validity = Validity::Valid;
                        },
                    );
                }
                _ => {}
            },
            TypeDefinition::Other { .. } => {}
        }
        self.schema.put_type(name.clone(), user_type);
    }

    fn missing_domain_constraint(&mut self, domain: &QualifiedName, constraint: &Name) {
        self.missing(Object::Constraint {
            table: domain.clone(),
            constraint: constraint.clone(),
        });
    }

    fn change_domain_constraint(
        &mut self,
        domain: &QualifiedName,
        constraints: &mut [Constraint],
        constraint: &Name,
        change: impl FnOnce(&mut Constraint),
    ) {
        match constraints
            .iter_mut()
            .find(|it| it.name() == Some(constraint))
        {
            Some(found) => change(found),
            None => self.missing_domain_constraint(domain, constraint),
        }
    }

    fn change_labels(
        &mut self,
        object: &Object,
        labels: &mut Vec<String>,
        change: &UserTypeChange,
    ) {
        match change {
            UserTypeChange::AddLabel {
                label,
                place,
                existing,
            } => {
                if labels.contains(label) {
                    if *existing != Existing::Keep {
                        self.fault(Fault::LabelExists {
                            object: object.clone(),
                            label: label.clone(),
                        });
                    }
                    return;
                }
                let position = match place {
                    LabelPlace::Last => Some(labels.len()),
                    LabelPlace::Before(other) => labels.iter().position(|it| it == other),
                    LabelPlace::After(other) => {
                        labels.iter().position(|it| it == other).map(|it| it + 1)
                    }
                };
                let position = position.unwrap_or_else(|| {
                    if let LabelPlace::Before(other) | LabelPlace::After(other) = place {
                        self.fault(Fault::NoLabel {
                            object: object.clone(),
                            label: other.clone(),
                        });
                    }
                    labels.len()
                });
                labels.insert(position, label.clone());
            }
            UserTypeChange::RenameLabel { label, to } => {
                match labels.iter_mut().find(|it| *it == label) {
                    Some(found) => found.clone_from(to),
                    None => self.fault(Fault::NoLabel {
                        object: object.clone(),
                        label: label.clone(),
                    }),
                }
            }
            _ => {}
        }
    }

    fn change_attributes(
        &mut self,
        name: &QualifiedName,
        attributes: &mut Vec<Attribute>,
        change: &UserTypeChange,
    ) {
        let object = |attribute: &Name| Object::Column {
            table: name.clone(),
            column: attribute.clone(),
        };
        match change {
            UserTypeChange::AddAttribute(attribute) => {
                if attributes.iter().any(|it| it.name == attribute.name) {
                    self.fault(Fault::AlreadyExists {
                        object: object(&attribute.name),
                    });
                } else {
                    attributes.push(attribute.clone());
                }
            }
            UserTypeChange::DropAttribute { attribute, missing } => {
                let count = attributes.len();
                attributes.retain(|it| it.name != *attribute);
                if attributes.len() == count && *missing == Missing::Refuse {
                    self.missing(object(attribute));
                }
            }
            UserTypeChange::SetAttributeType(attribute) => {
                match attributes.iter_mut().find(|it| it.name == attribute.name) {
                    Some(found) => *found = attribute.clone(),
                    None => self.missing(object(&attribute.name)),
                }
            }
            UserTypeChange::RenameAttribute { attribute, to } => {
                match attributes.iter_mut().find(|it| it.name == *attribute) {
                    Some(found) => found.name = to.clone(),
                    None => self.missing(object(attribute)),
                }
            }
            _ => {}
        }
    }
}
