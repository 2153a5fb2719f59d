use super::cursor::{Cursor, Outcome};
use crate::operation::{Existing, Operation};
use crate::schema::{Extension, NameKind};

impl Cursor<'_> {
    /// `CREATE SCHEMA …`, `CREATE DATABASE …`, from the name or `IF NOT EXISTS` on. Gives nothing
    /// where it holds more than a name, which the caller cannot read either.
    pub(super) fn create_namespace(&mut self, existing: Existing) -> Outcome<Operation> {
        let existing = self.if_not_exists(existing);
        let name = if self.take("AUTHORIZATION") {
            self.name(NameKind::Relation)?
        } else {
            let name = self.name(NameKind::Relation)?;
            if self.take("AUTHORIZATION") {
                self.skip();
            }
            name
        };
        if self.is_at("CREATE|GRANT") {
            // Objects that are made in it.
            self.expect_end()?;
        }
        self.rest();
        Ok(Operation::CreateNamespace { name, existing })
    }

    /// `ALTER SCHEMA …`, from the name on. `None` for what is nothing of the model.
    pub(super) fn alter_namespace(&mut self) -> Outcome<Option<Operation>> {
        let name = self.name(NameKind::Relation)?;
        if !self.take("RENAME TO") {
            self.rest();
            return Ok(None);
        }
        let to = self.name(NameKind::Relation)?;
        Ok(Some(Operation::RenameNamespace { name, to }))
    }

    /// `CREATE EXTENSION …`, from the name or `IF NOT EXISTS` on.
    pub(super) fn create_extension(&mut self) -> Outcome<Operation> {
        let existing = self.if_not_exists(Existing::Refuse);
        let name = self.name(NameKind::Part)?;
        let mut extension = Extension::default();
        self.take("WITH");
        while !self.is_at_end() {
            if self.take("SCHEMA") {
                extension.namespace = Some(self.name(NameKind::Relation)?);
            } else if self.take("VERSION") {
                extension.version = Some(self.word_or_string()?);
            } else {
                self.expect("CASCADE")?;
            }
        }
        Ok(Operation::CreateExtension {
            name,
            extension,
            existing,
        })
    }

    /// `ALTER EXTENSION …`, from the name on. `None` for what is nothing of the model.
    pub(super) fn alter_extension(&mut self) -> Outcome<Option<Operation>> {
        let name = self.name(NameKind::Part)?;
        let (mut version, mut namespace) = (None, None);
        if self.take("SET SCHEMA") {
            namespace = Some(self.name(NameKind::Relation)?);
        } else if self.take("UPDATE") {
            if self.take("TO") {
                version = Some(self.word_or_string()?);
            }
        } else {
            self.rest();
            return Ok(None);
        }
        Ok(Some(Operation::UpdateExtension {
            name,
            version,
            namespace,
        }))
    }
}
