use super::Render;
use super::index::parts;
use super::name::{name, names, qualified};
use crate::schema::{
    Constraint, Enforcement, Inheritance, Key, MatchKind, Nulls, ReferentialAction, Rule, Timing,
    Validity,
};
use crate::sql::Dialect;

/// What a constraint demands, as it stands behind its name.
pub fn rule(rule: &Rule, dialect: Dialect) -> String {
    match rule {
        Rule::PrimaryKey(key) => format!("PRIMARY KEY {}", self::key(key, dialect)),
        Rule::Unique(key) => {
            let nulls = match key.nulls {
                Nulls::Distinct => "",
                Nulls::NotDistinct => "NULLS NOT DISTINCT ",
            };
            format!("UNIQUE {nulls}{}", self::key(key, dialect))
        }
        Rule::ForeignKey(key) => {
            let mut sql = format!(
                "FOREIGN KEY({}) REFERENCES {}",
                names(&key.columns, dialect),
                qualified(&key.table, dialect)
            );
            if !key.referred.is_empty() {
                sql.push_str(" (");
                sql.push_str(&names(&key.referred, dialect));
                sql.push(')');
            }
            match key.match_kind {
                MatchKind::Simple => {}
                MatchKind::Full => sql.push_str(" MATCH FULL"),
                MatchKind::Partial => sql.push_str(" MATCH PARTIAL"),
            }
            for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
                if action != ReferentialAction::NoAction {
                    sql.push_str(" ON ");
                    sql.push_str(event);
                    sql.push(' ');
                    sql.push_str(action.sql());
                }
            }
            sql
        }
        Rule::Check(check) => {
            let mut sql = format!("CHECK ({})", check.expression);
            if check.inheritance == Inheritance::NotInherited {
                sql.push_str(" NO INHERIT");
            }
            if check.enforcement == Enforcement::NotEnforced {
                sql.push_str(" NOT ENFORCED");
            }
            sql
        }
        Rule::Exclusion(exclusion) => {
            let index = &exclusion.index;
            let elements: Vec<String> = index
                .parts
                .iter()
                .zip(&exclusion.operators)
                .map(|(part, operator)| {
                    format!("{} WITH {operator}", super::index::part(part, dialect))
                })
                .collect();
            let method = index.method.as_deref().unwrap_or("gist");
            let mut sql = format!("EXCLUDE USING {method} ({})", elements.join(", "));
            if !index.include.is_empty() {
                sql.push_str(" INCLUDE (");
                sql.push_str(&names(&index.include, dialect));
                sql.push(')');
            }
            if let Some(predicate) = &index.predicate {
                sql.push_str(" WHERE (");
                sql.push_str(&predicate.text);
                sql.push(')');
            }
            sql
        }
    }
}

fn key(key: &Key, dialect: Dialect) -> String {
    let mut sql = format!("({})", parts(&key.parts, dialect));
    if !key.include.is_empty() {
        sql.push_str(" INCLUDE (");
        sql.push_str(&names(&key.include, dialect));
        sql.push(')');
    }
    sql
}

impl Render {
    /// A constraint with its name, if somebody gave one.
    pub(super) fn constraint(self, constraint: &Constraint) -> String {
        let mut sql = String::new();
        // MySQL calls every primary key `PRIMARY`.
        let is_nameless = constraint.has_generated_name()
            || (self.dialect == Dialect::Mysql && matches!(constraint.rule, Rule::PrimaryKey(_)));
        if let Some(given) = constraint.name().filter(|_| !is_nameless) {
            sql.push_str("CONSTRAINT ");
            sql.push_str(&name(given, self.dialect));
            sql.push(' ');
        }
        sql.push_str(&rule(&constraint.rule, self.dialect));
        match constraint.timing {
            Timing::Immediate => {}
            Timing::Deferrable => sql.push_str(" DEFERRABLE"),
            Timing::Deferred => sql.push_str(" DEFERRABLE INITIALLY DEFERRED"),
        }
        if constraint.validity == Validity::NotValid {
            sql.push_str(" NOT VALID");
        }
        sql
    }
}
