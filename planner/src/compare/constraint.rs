use super::index::{include_text, index_text, parts_text, same_parts};
use super::{Change, Comparison, Property, same_expression, same_index};
use crate::schema::{
    Constraint, Enforcement, Inheritance, Key, MatchKind, Name, NameKind, Nulls, Object,
    QualifiedName, Rule, Timing, Validity,
};
use crate::sql::Dialect;

impl Comparison<'_> {
    /// Pairs constraints by name; those whose names the databases chose, or that have none, by what
    /// they demand.
    pub(super) fn constraints(
        &mut self,
        table: &QualifiedName,
        left: &[Constraint],
        right: &[Constraint],
    ) {
        let left = &self.without_json_checks(table, left, right);
        let right = &self.without_json_checks(table, right, left);
        let mut unpaired: Vec<&Constraint> = right.iter().collect();
        let mut alone: Vec<&Constraint> = Vec::new();
        for one in left {
            let by_name = unpaired.iter().position(|other| {
                one.name().is_some()
                    && one.name() == other.name()
                    && (same_rule(&one.rule, &other.rule, self.dialect())
                        || is_same_kind(one, other))
            });
            match by_name {
                Some(position) => {
                    let other = unpaired.remove(position);
                    self.constraint(table, one, other);
                }
                None => alone.push(one),
            }
        }
        for one in alone {
            let may_differ_in_name = |other: &Constraint| {
                let unsaid = |it: &Constraint| it.name.is_none() || it.has_generated_name();
                let is_nameless = self.left.dialect() == Dialect::Mysql
                    && matches!(one.rule, Rule::PrimaryKey(_));
                unsaid(one) || unsaid(other) || is_nameless
            };
            let by_rule = unpaired.iter().position(|other| {
                may_differ_in_name(other) && same_rule(&one.rule, &other.rule, self.dialect())
            });
            match by_rule {
                Some(position) => {
                    let other = unpaired.remove(position);
                    self.constraint(table, one, other);
                }
                None => self.lone_constraint(table, one, Change::OnlyLeft),
            }
        }
        for other in unpaired {
            self.lone_constraint(table, other, Change::OnlyRight);
        }
    }

    /// MariaDB adds a check to each column of the type `JSON`, which nobody writes and MySQL does
    /// not add. It is left out where the other side has the type and not the check.
    fn without_json_checks(
        &self,
        table: &QualifiedName,
        constraints: &[Constraint],
        others: &[Constraint],
    ) -> Vec<Constraint> {
        let mut constraints = constraints.to_vec();
        if self.dialect() != Dialect::Mysql {
            return constraints;
        }
        let schemas = [self.left, self.right];
        let is_json = |column: &Name| {
            schemas.iter().any(|schema| {
                let column = schema.table(table).and_then(|it| it.column(column));
                column.is_some_and(|it| it.data_type.text.eq_ignore_ascii_case("json"))
            })
        };
        constraints.retain(|constraint| {
            let checked = json_column(constraint);
            let is_on_both = others.iter().any(|other| json_column(other) == checked);
            !checked.is_some_and(|column| is_json(&column) && !is_on_both)
        });
        constraints
    }

    fn lone_constraint(&mut self, table: &QualifiedName, constraint: &Constraint, change: Change) {
        let object = constraint_object(table, constraint, self.dialect());
        self.note(object, change);
    }

    fn constraint(&mut self, table: &QualifiedName, left: &Constraint, right: &Constraint) {
        let object = constraint_object(table, left, self.dialect());
        if !same_rule(&left.rule, &right.rule, self.dialect()) {
            self.differs(
                &object,
                Property::Definition,
                &rule_text(&left.rule),
                &rule_text(&right.rule),
            );
        }
        let timing = |constraint: &Constraint| match constraint.timing {
            Timing::Immediate => "immediate",
            Timing::Deferrable => "deferrable",
            Timing::Deferred => "deferred",
        };
        self.property(&object, Property::Timing, timing(left), timing(right));
        let validity = |constraint: &Constraint| match constraint.validity {
            Validity::Valid => "valid",
            Validity::NotValid => "not valid",
        };
        self.property(&object, Property::Validity, validity(left), validity(right));
        self.comment(&object, left.comment.as_ref(), right.comment.as_ref());
    }
}

/// Names a constraint: by its name, or by what it demands where it has none.
pub fn constraint_object(
    table: &QualifiedName,
    constraint: &Constraint,
    dialect: Dialect,
) -> Object {
    let name = constraint.name().cloned().unwrap_or_else(|| {
        let text = rule_text(&constraint.rule);
        Name::stored(&text, NameKind::Part, dialect)
    });
    Object::Constraint {
        table: table.clone(),
        constraint: name,
    }
}

/// The column whose values a constraint has be JSON, where it demands that and nothing else.
pub(super) fn json_column(constraint: &Constraint) -> Option<Name> {
    let Rule::Check(check) = &constraint.rule else {
        return None;
    };
    let column = check.expression.text.strip_prefix("json_valid(")?;
    let column = column.strip_suffix(')')?.trim_matches('`');
    Some(Name::stored(column, NameKind::Part, Dialect::Mysql))
}

fn is_same_kind(one: &Constraint, other: &Constraint) -> bool {
    std::mem::discriminant(&one.rule) == std::mem::discriminant(&other.rule)
}

/// Whether two constraints demand the same.
pub(crate) fn same_rule(one: &Rule, other: &Rule, dialect: Dialect) -> bool {
    match (one, other) {
        (Rule::PrimaryKey(one), Rule::PrimaryKey(other))
        | (Rule::Unique(one), Rule::Unique(other)) => {
            same_parts(&one.parts, &other.parts, dialect)
                && one.include == other.include
                && one.nulls == other.nulls
        }
        (Rule::ForeignKey(one), Rule::ForeignKey(other)) => {
            // MySQL shows `RESTRICT` for `NO ACTION`, or the other way round.
            let action = |action| match (dialect, action) {
                (Dialect::Mysql, crate::schema::ReferentialAction::Restrict) => {
                    crate::schema::ReferentialAction::NoAction
                }
                (_, action) => action,
            };
            one.columns == other.columns
                && one.table == other.table
                && (one.referred == other.referred
                    || one.referred.is_empty()
                    || other.referred.is_empty())
                && action(one.on_delete) == action(other.on_delete)
                && action(one.on_update) == action(other.on_update)
                && one.match_kind == other.match_kind
        }
        (Rule::Check(one), Rule::Check(other)) => {
            same_expression(&one.expression, &other.expression, dialect)
                && one.inheritance == other.inheritance
                && one.enforcement == other.enforcement
        }
        (Rule::Exclusion(one), Rule::Exclusion(other)) => {
            one.operators == other.operators && same_index(&one.index, &other.index, dialect)
        }
        _ => false,
    }
}

/// What a constraint demands, for people.
pub(crate) fn rule_text(rule: &Rule) -> String {
    let list = |names: &[Name]| {
        let names: Vec<&str> = names.iter().map(Name::as_str).collect();
        names.join(", ")
    };
    match rule {
        Rule::PrimaryKey(key) => key_text("PRIMARY KEY", key),
        Rule::Unique(key) => key_text("UNIQUE", key),
        Rule::ForeignKey(key) => {
            let mut text = format!(
                "FOREIGN KEY ({}) REFERENCES {}",
                list(&key.columns),
                key.table
            );
            if !key.referred.is_empty() {
                text.push_str(" (");
                text.push_str(&list(&key.referred));
                text.push(')');
            }
            for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
                if action != crate::schema::ReferentialAction::NoAction {
                    text.push_str(" ON ");
                    text.push_str(event);
                    text.push(' ');
                    text.push_str(action.sql());
                }
            }
            match key.match_kind {
                MatchKind::Simple => {}
                MatchKind::Full => text.push_str(" MATCH FULL"),
                MatchKind::Partial => text.push_str(" MATCH PARTIAL"),
            }
            text
        }
        Rule::Check(check) => {
            let mut text = format!("CHECK ({})", check.expression);
            if check.inheritance == Inheritance::NotInherited {
                text.push_str(" NO INHERIT");
            }
            if check.enforcement == Enforcement::NotEnforced {
                text.push_str(" NOT ENFORCED");
            }
            text
        }
        Rule::Exclusion(exclusion) => {
            let operators = exclusion.operators.join(", ");
            format!("EXCLUDE {} WITH {operators}", index_text(&exclusion.index))
        }
    }
}

fn key_text(kind: &str, key: &Key) -> String {
    let mut text = format!("{kind} ({})", parts_text(&key.parts));
    text.push_str(&include_text(&key.include));
    if key.nulls == Nulls::NotDistinct {
        text.push_str(" NULLS NOT DISTINCT");
    }
    text
}
