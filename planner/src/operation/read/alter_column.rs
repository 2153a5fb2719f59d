use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::{ColumnChange, IdentityChange, SequenceOptionChanges, TypeChange};
use crate::schema::{Expression, Identity, IdentityGeneration, Nullability};
use crate::sql::Dialect;

impl Cursor<'_> {
    /// What stands behind the column's name in `ALTER COLUMN`.
    pub(super) fn column_change(&mut self) -> Outcome<ColumnChange> {
        if self.take("TYPE") || self.take("SET DATA TYPE") {
            return self.type_change();
        }
        if self.take("ADD GENERATED") {
            let generation = self.identity_generation()?;
            self.expect("AS IDENTITY")?;
            let options = self.identity_options()?;
            return Ok(ColumnChange::AddIdentity(Identity {
                generation,
                options,
            }));
        }
        if self.take("SET NOT NULL") {
            return Ok(ColumnChange::SetNullability(Nullability::NotNull));
        }
        if self.take("DROP NOT NULL") {
            return Ok(ColumnChange::SetNullability(Nullability::Nullable));
        }
        if self.take("SET DEFAULT") {
            let text = self.text_until(|_| false)?;
            return Ok(ColumnChange::SetDefault(Expression::new(text)));
        }
        if self.take("DROP DEFAULT") {
            return Ok(ColumnChange::DropDefault);
        }
        if self.take("SET EXPRESSION AS") {
            let expression = self.parenthesized_expression()?;
            return Ok(ColumnChange::SetExpression(expression));
        }
        if self.take("DROP EXPRESSION") {
            let missing = self.if_exists();
            return Ok(ColumnChange::DropExpression { missing });
        }
        if self.take("DROP IDENTITY") {
            let missing = self.if_exists();
            return Ok(ColumnChange::DropIdentity { missing });
        }
        if self.is_at("RESTART") || self.is_at_identity_change() {
            return self.identity_changes();
        }
        if self.is_at("SET|RESET") {
            // Statistics, storage, compression, options, visibility.
            self.skip_item();
            return Ok(ColumnChange::Nothing);
        }
        unreadable("what changes in the column")
    }

    fn type_change(&mut self) -> Outcome<ColumnChange> {
        let data_type = self.data_type()?;
        let mut change = TypeChange {
            data_type,
            collation: None,
            using: None,
        };
        if self.take("COLLATE") {
            change.collation = Some(self.collation()?);
        }
        if self.take("USING") {
            let text = self.text_until(|_| false)?;
            change.using = Some(Expression::new(text));
        }
        Ok(ColumnChange::SetType(change))
    }

    fn identity_generation(&mut self) -> Outcome<IdentityGeneration> {
        if self.take("ALWAYS") {
            return Ok(IdentityGeneration::Always);
        }
        self.expect("BY DEFAULT")?;
        Ok(IdentityGeneration::ByDefault)
    }

    fn is_at_identity_change(&self) -> bool {
        self.is_at(
            "SET GENERATED|INCREMENT|MINVALUE|MAXVALUE|START|RESTART|CACHE|CYCLE|NO|SEQUENCE",
        )
    }

    fn identity_changes(&mut self) -> Outcome<ColumnChange> {
        let mut changes = Vec::new();
        loop {
            if self.take("RESTART") {
                self.skip_restart_value();
            } else if self.take("SET GENERATED") {
                let generation = self.identity_generation()?;
                changes.push(IdentityChange::SetGeneration(generation));
            } else if self.is_at_identity_change() {
                self.skip();
                match self.sequence_option()? {
                    Some(change) => changes.push(IdentityChange::SetOptions(change)),
                    None => return unreadable("an option of a sequence"),
                }
            } else {
                return Ok(ColumnChange::AlterIdentity(changes));
            }
        }
    }

    /// The value behind `RESTART`, if one stands here. Where counting goes on is a matter of the
    /// rows.
    pub(super) fn skip_restart_value(&mut self) {
        let start = self.position();
        self.take("WITH");
        if self.integer().is_err() {
            self.return_to(start);
        }
    }

    /// The number of an option. MariaDB takes a sign before it.
    fn option_value(&mut self) -> Outcome<i128> {
        self.take_sign("=");
        self.integer()
    }

    /// One option of a sequence, if one stands here.
    pub(super) fn sequence_option(&mut self) -> Outcome<Option<SequenceOptionChanges>> {
        let mut change = SequenceOptionChanges::default();
        if self.take("START WITH") || self.take("START") {
            change.start = Some(self.option_value()?);
        } else if self.take("INCREMENT BY") || self.take("INCREMENT") {
            change.increment = Some(self.option_value()?);
        } else if self.take("NO MINVALUE") || self.take("NOMINVALUE") {
            change.minimum = Some(None);
        } else if self.take("NO MAXVALUE") || self.take("NOMAXVALUE") {
            change.maximum = Some(None);
        } else if self.take("MINVALUE") {
            change.minimum = Some(Some(self.option_value()?));
        } else if self.take("MAXVALUE") {
            change.maximum = Some(Some(self.option_value()?));
        } else if self.take("CACHE") {
            change.cache = Some(self.option_value()?);
        } else if self.take("NO CYCLE") || self.take("NOCYCLE") {
            change.cycle = Some(false);
        } else if self.take("CYCLE") {
            change.cycle = Some(true);
        } else if self.take("NO CACHE") || self.take("NOCACHE") {
            // MariaDB tells none from one.
            change.cache = Some(i128::from(self.dialect != Dialect::Mysql));
        } else if self.take("RESTART") {
            self.skip_restart_value();
        } else {
            return Ok(None);
        }
        Ok(Some(change))
    }
}
