use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::{Existing, LabelPlace, Missing, Operation, UserTypeChange};
use crate::schema::{
    Attribute, ConstraintName, Domain, Expression, NameKind, NameOrigin, Nullability,
    TypeDefinition,
};

impl Cursor<'_> {
    /// `CREATE TYPE …`, from the name on.
    pub(super) fn create_type(&mut self) -> Outcome<Operation> {
        let name = self.relation()?;
        let definition = if self.take("AS ENUM") {
            self.expect_sign("(")?;
            let mut labels = Vec::new();
            if !self.is_at_sign(")") {
                labels = self.list(Self::string)?;
            }
            self.expect_sign(")")?;
            TypeDefinition::Enum { labels }
        } else if self.is_at("AS") && self.is_sign_at(1, "(") {
            self.skip();
            self.expect_sign("(")?;
            let mut attributes = Vec::new();
            if !self.is_at_sign(")") {
                attributes = self.list(Self::attribute)?;
            }
            self.expect_sign(")")?;
            TypeDefinition::Composite { attributes }
        } else {
            TypeDefinition::Other {
                text: self.rest().to_owned(),
            }
        };
        self.expect_end()?;
        Ok(Operation::CreateType {
            name,
            definition: Box::new(definition),
        })
    }

    fn attribute(&mut self) -> Outcome<Attribute> {
        let name = self.part()?;
        let data_type = self.data_type()?;
        let mut collation = None;
        if self.take("COLLATE") {
            collation = Some(self.collation()?);
        }
        Ok(Attribute {
            name,
            data_type,
            collation,
        })
    }

    /// `ALTER TYPE …`, from the name on.
    pub(super) fn alter_type(&mut self) -> Outcome<Operation> {
        let user_type = self.relation()?;
        let mut changes = Vec::new();
        loop {
            changes.push(self.type_change_of_user_type()?);
            if !self.take_sign(",") {
                break;
            }
        }
        self.expect_end()?;
        Ok(Operation::AlterType { user_type, changes })
    }

    fn type_change_of_user_type(&mut self) -> Outcome<UserTypeChange> {
        if self.take("ADD VALUE") {
            let existing = self.if_not_exists(Existing::Refuse);
            let label = self.string()?;
            let place = if self.take("BEFORE") {
                LabelPlace::Before(self.string()?)
            } else if self.take("AFTER") {
                LabelPlace::After(self.string()?)
            } else {
                LabelPlace::Last
            };
            return Ok(UserTypeChange::AddLabel {
                label,
                place,
                existing,
            });
        }
        if self.take("RENAME VALUE") {
            let label = self.string()?;
            self.expect("TO")?;
            let to = self.string()?;
            return Ok(UserTypeChange::RenameLabel { label, to });
        }
        if self.take("RENAME ATTRIBUTE") {
            let attribute = self.part()?;
            self.expect("TO")?;
            let to = self.part()?;
            self.drop_behavior();
            return Ok(UserTypeChange::RenameAttribute { attribute, to });
        }
        if self.take("RENAME TO") {
            return Ok(UserTypeChange::Rename(self.name(NameKind::Relation)?));
        }
        if self.take("SET SCHEMA") {
            return Ok(UserTypeChange::SetNamespace(self.name(NameKind::Relation)?));
        }
        if self.take("ADD ATTRIBUTE") {
            let attribute = self.attribute()?;
            self.drop_behavior();
            return Ok(UserTypeChange::AddAttribute(attribute));
        }
        if self.take("DROP ATTRIBUTE") {
            let missing = self.if_exists();
            let attribute = self.part()?;
            self.drop_behavior();
            return Ok(UserTypeChange::DropAttribute { attribute, missing });
        }
        if self.take("ALTER ATTRIBUTE") {
            let name = self.part()?;
            if !self.take("SET DATA TYPE") {
                self.expect("TYPE")?;
            }
            let data_type = self.data_type()?;
            let mut collation = None;
            if self.take("COLLATE") {
                collation = Some(self.collation()?);
            }
            self.drop_behavior();
            return Ok(UserTypeChange::SetAttributeType(Attribute {
                name,
                data_type,
                collation,
            }));
        }
        if self.is_at("OWNER|SET") {
            self.rest();
            return Ok(UserTypeChange::Nothing);
        }
        unreadable("what changes in the type")
    }

    /// `CREATE DOMAIN …`, from the name on.
    pub(super) fn create_domain(&mut self) -> Outcome<Operation> {
        let name = self.relation()?;
        self.take("AS");
        let mut domain = Domain {
            data_type: self.data_type()?,
            collation: None,
            default: None,
            nullability: Nullability::Nullable,
            constraints: Vec::new(),
        };
        while !self.is_at_end() {
            let mut constraint_name = None;
            if self.take("CONSTRAINT") {
                constraint_name = Some(ConstraintName {
                    name: self.part()?,
                    origin: NameOrigin::Given,
                });
            }
            if self.take("COLLATE") {
                domain.collation = Some(self.collation()?);
            } else if self.take("DEFAULT") {
                domain.default = Some(self.default_expression()?);
            } else if self.take("NOT NULL") {
                domain.nullability = Nullability::NotNull;
            } else if self.take("NULL") {
                domain.nullability = Nullability::Nullable;
            } else {
                let rule = self.check()?;
                let constraint = self.constraint(constraint_name, rule);
                domain.constraints.push(constraint);
            }
        }
        Ok(Operation::CreateType {
            name,
            definition: Box::new(domain.into()),
        })
    }

    /// `ALTER DOMAIN …`, from the name on.
    pub(super) fn alter_domain(&mut self) -> Outcome<Operation> {
        let user_type = self.relation()?;
        let change = if self.take("SET DEFAULT") {
            let text = self.rest();
            UserTypeChange::SetDefault(Some(Expression::new(text)))
        } else if self.take("DROP DEFAULT") {
            UserTypeChange::SetDefault(None)
        } else if self.take("SET NOT NULL") {
            UserTypeChange::SetNullability(Nullability::NotNull)
        } else if self.take("DROP NOT NULL") {
            UserTypeChange::SetNullability(Nullability::Nullable)
        } else if self.take("ADD") {
            let mut name = None;
            if self.take("CONSTRAINT") {
                name = Some(ConstraintName {
                    name: self.part()?,
                    origin: NameOrigin::Given,
                });
            }
            let rule = self.check()?;
            UserTypeChange::AddConstraint(self.constraint(name, rule))
        } else if self.take("DROP CONSTRAINT") {
            let missing: Missing = self.if_exists();
            let constraint = self.part()?;
            self.drop_behavior();
            UserTypeChange::DropConstraint {
                constraint,
                missing,
            }
        } else if self.take("RENAME CONSTRAINT") {
            let constraint = self.part()?;
            self.expect("TO")?;
            UserTypeChange::RenameConstraint {
                constraint,
                to: self.part()?,
            }
        } else if self.take("RENAME TO") {
            UserTypeChange::Rename(self.name(NameKind::Relation)?)
        } else if self.take("VALIDATE CONSTRAINT") {
            UserTypeChange::ValidateConstraint(self.part()?)
        } else if self.take("SET SCHEMA") {
            UserTypeChange::SetNamespace(self.name(NameKind::Relation)?)
        } else if self.take("OWNER TO") {
            self.rest();
            UserTypeChange::Nothing
        } else {
            return unreadable("what changes in the domain");
        };
        self.expect_end()?;
        Ok(Operation::AlterType {
            user_type,
            changes: vec![change],
        })
    }
}
