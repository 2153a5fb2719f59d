use super::column::unnamed_index;
use super::cursor::{Cursor, Outcome, unreadable};
use crate::schema::{
    Check, Constraint, ConstraintName, Enforcement, Exclusion, ForeignKey, Index, IndexKind,
    Inheritance, Key, MatchKind, Name, NameOrigin, ReferentialAction, Rule, Timing, Validity,
};
use crate::sql::Dialect;

/// What a statement writes among a table's columns that is no column.
#[derive(Debug, Clone)]
pub(super) enum TableElement {
    Constraint(Constraint),
    /// An index (MySQL), which has no name yet where the statement gives none.
    Index(Index),
    /// Something that the model does not have, such as MariaDB's periods.
    Nothing,
}

impl Cursor<'_> {
    /// Whether a table constraint or an index stands here, rather than a column.
    pub(super) fn is_at_table_element(&self) -> bool {
        self.is_at("CONSTRAINT|CHECK|EXCLUDE")
            || self.is_at("PRIMARY|FOREIGN KEY")
            || (self.is_at("UNIQUE") && !self.is_followed_by_type())
            || (self.dialect == Dialect::Mysql
                && (self.is_at("FULLTEXT|SPATIAL|PERIOD")
                    || (self.is_at("INDEX|KEY") && !self.is_followed_by_type())))
    }

    /// Whether the word here must be a column's name, since a bare word that can only be a type
    /// follows it.
    fn is_followed_by_type(&self) -> bool {
        let mut next = self.clone();
        next.skip();
        next.is_at("INT|INTEGER|BIGINT|SMALLINT|TINYINT|TEXT|VARCHAR|CHAR|BOOLEAN|DATE|TIMESTAMP")
            && !next.is_sign_at(1, "(")
    }

    /// A table constraint, or an index of MySQL.
    pub(super) fn table_element(&mut self) -> Outcome<TableElement> {
        let mut name = None;
        if self.take("CONSTRAINT") && !self.is_at_rule() {
            name = Some(ConstraintName {
                name: self.part()?,
                origin: NameOrigin::Given,
            });
        }
        if self.take("PRIMARY KEY") {
            return self.primary_key(name).map(TableElement::Constraint);
        }
        if self.take("UNIQUE") {
            return self.unique(name);
        }
        if self.take("FOREIGN KEY") {
            let _exists = self.take("IF NOT EXISTS");
            let index_name = if self.is_at_sign("(") {
                None
            } else {
                Some(self.part()?)
            };
            let columns = self.parts_in_parentheses()?;
            let rule = self.references(columns)?;
            // MySQL takes the index's name for the constraint's where that has none.
            let name = name.or(index_name.map(|name| ConstraintName {
                name,
                origin: NameOrigin::Given,
            }));
            return Ok(TableElement::Constraint(self.constraint(name, rule)));
        }
        if self.is_at("CHECK") {
            let rule = self.check()?;
            return Ok(TableElement::Constraint(self.constraint(name, rule)));
        }
        if self.take("EXCLUDE") {
            let rule = self.exclusion()?;
            return Ok(TableElement::Constraint(self.constraint(name, rule)));
        }
        if self.take("PERIOD FOR") {
            self.part()?;
            self.skip_balanced();
            return Ok(TableElement::Nothing);
        }
        self.mysql_index().map(TableElement::Index)
    }

    /// Whether a constraint's rule stands here, which `CONSTRAINT` without a name comes before in
    /// MySQL.
    fn is_at_rule(&self) -> bool {
        self.dialect == Dialect::Mysql
            && (self.is_at("PRIMARY|FOREIGN KEY") || self.is_at("UNIQUE|CHECK"))
    }

    fn primary_key(&mut self, name: Option<ConstraintName>) -> Outcome<Constraint> {
        self.skip_index_method();
        // MySQL ignores a name here.
        if self.dialect == Dialect::Mysql && !self.is_at_sign("(") {
            self.part()?;
            self.skip_index_method();
        }
        let key = self.key()?;
        self.skip_conflict_clause();
        self.skip_index_storage()?;
        Ok(self.constraint(name, Rule::PrimaryKey(key)))
    }

    fn unique(&mut self, name: Option<ConstraintName>) -> Outcome<TableElement> {
        if self.dialect == Dialect::Mysql {
            self.take("KEY|INDEX");
            let _exists = self.take("IF NOT EXISTS");
            let mut index = self.index_body(IndexKind::Unique)?;
            if !index.name.is_chosen()
                && let Some(name) = name
            {
                index.name = name.name;
            }
            return Ok(TableElement::Index(index));
        }
        let nulls = self.nulls_distinct();
        let mut key = self.key()?;
        key.nulls = nulls;
        self.skip_conflict_clause();
        self.skip_index_storage()?;
        Ok(TableElement::Constraint(
            self.constraint(name, Rule::Unique(key)),
        ))
    }

    fn key(&mut self) -> Outcome<Key> {
        let mut key = Key::of_columns([]);
        key.parts = self.index_parts()?;
        key.include = self.include()?;
        Ok(key)
    }

    /// `FULLTEXT INDEX …`, `INDEX …`, `KEY …`.
    pub(super) fn mysql_index(&mut self) -> Outcome<Index> {
        let kind = if self.take("FULLTEXT") {
            IndexKind::FullText
        } else if self.take("SPATIAL") {
            IndexKind::Spatial
        } else {
            IndexKind::Plain
        };
        if !self.take("INDEX|KEY") && kind == IndexKind::Plain {
            return unreadable("a constraint");
        }
        let _exists = self.take("IF NOT EXISTS");
        self.index_body(kind)
    }

    /// The name, the columns and the options of an index that is written in a table (MySQL).
    fn index_body(&mut self, kind: IndexKind) -> Outcome<Index> {
        let mut name = Name::unchosen();
        if !self.is_at_sign("(") && !self.is_at("USING") {
            name = self.part()?;
        }
        let mut index = unnamed_index(kind, Vec::new());
        index.name = name;
        index.method = self.index_method()?;
        index.parts = self.index_parts()?;
        self.mysql_index_options(&mut index)?;
        Ok(index)
    }

    /// `CHECK (…)` and what belongs to it.
    pub(super) fn check(&mut self) -> Outcome<Rule> {
        self.expect("CHECK")?;
        let expression = self.parenthesized_expression()?;
        let mut inheritance = Inheritance::Inherited;
        let mut enforcement = Enforcement::Enforced;
        loop {
            if self.take("NO INHERIT") {
                inheritance = Inheritance::NotInherited;
            } else if self.take("NOT ENFORCED") {
                enforcement = Enforcement::NotEnforced;
            } else if !self.take("ENFORCED") {
                break;
            }
        }
        self.skip_conflict_clause();
        Ok(Rule::Check(Check {
            expression,
            inheritance,
            enforcement,
        }))
    }

    /// `REFERENCES …` and what belongs to it.
    pub(super) fn references(&mut self, columns: Vec<Name>) -> Outcome<Rule> {
        self.expect("REFERENCES")?;
        let table = self.relation()?;
        let referred = if self.is_at_sign("(") {
            self.parts_in_parentheses()?
        } else {
            Vec::new()
        };
        let mut key = ForeignKey {
            columns,
            table,
            referred,
            on_delete: ReferentialAction::NoAction,
            on_update: ReferentialAction::NoAction,
            match_kind: MatchKind::Simple,
            needs: None,
        };
        loop {
            if self.take("ON DELETE") {
                key.on_delete = self.referential_action()?;
            } else if self.take("ON UPDATE") {
                key.on_update = self.referential_action()?;
            } else if self.take("MATCH FULL") {
                key.match_kind = MatchKind::Full;
            } else if self.take("MATCH PARTIAL") {
                key.match_kind = MatchKind::Partial;
            } else if !self.take("MATCH SIMPLE") {
                return Ok(Rule::ForeignKey(key));
            }
        }
    }

    fn referential_action(&mut self) -> Outcome<ReferentialAction> {
        let action = if self.take("NO ACTION") {
            ReferentialAction::NoAction
        } else if self.take("RESTRICT") {
            ReferentialAction::Restrict
        } else if self.take("CASCADE") {
            ReferentialAction::Cascade
        } else if self.take("SET NULL") {
            ReferentialAction::SetNull
        } else {
            self.expect("SET DEFAULT")?;
            ReferentialAction::SetDefault
        };
        // PostgreSQL can name the columns that are set.
        if self.is_at_sign("(") {
            self.skip_balanced();
        }
        Ok(action)
    }

    fn exclusion(&mut self) -> Outcome<Rule> {
        let mut index = unnamed_index(IndexKind::Plain, Vec::new());
        index.method = self.index_method()?;
        self.expect_sign("(")?;
        let mut operators = Vec::new();
        loop {
            index.parts.push(self.index_part()?);
            self.expect("WITH")?;
            let start = self.position();
            while !self.is_at_end() && !self.is_at_sign(",") && !self.is_at_sign(")") {
                self.skip_balanced();
            }
            operators.push(self.text_since(start).to_owned());
            if self.take_sign(")") {
                break;
            }
            self.expect_sign(",")?;
        }
        index.include = self.include()?;
        self.skip_index_storage()?;
        if self.take("WHERE") {
            index.predicate = Some(self.parenthesized_expression()?);
        }
        Ok(Rule::Exclusion(Exclusion { index, operators }))
    }

    /// The constraint with this rule; reads when it is checked, and whether it holds for the rows
    /// that are there.
    pub(super) fn constraint(&mut self, name: Option<ConstraintName>, rule: Rule) -> Constraint {
        let mut constraint = Constraint {
            name,
            ..Constraint::new(rule)
        };
        loop {
            if self.take("NOT DEFERRABLE") {
                constraint.timing = Timing::Immediate;
            } else if self.take("DEFERRABLE") {
                if constraint.timing == Timing::Immediate {
                    constraint.timing = Timing::Deferrable;
                }
            } else if self.take("INITIALLY DEFERRED") {
                constraint.timing = Timing::Deferred;
            } else if self.take("INITIALLY IMMEDIATE") {
                // That is how it begins.
            } else if self.take("NOT VALID") {
                constraint.validity = Validity::NotValid;
            } else if self.take("NOT ENFORCED") {
                constraint.rule.set_enforcement(Enforcement::NotEnforced);
            } else if self.take("ENFORCED") {
                constraint.rule.set_enforcement(Enforcement::Enforced);
            } else {
                return constraint;
            }
        }
    }
}

impl Rule {
    fn set_enforcement(&mut self, enforcement: Enforcement) {
        if let Self::Check(check) = self {
            check.enforcement = enforcement;
        }
    }
}
