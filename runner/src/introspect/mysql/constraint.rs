use std::collections::HashMap;

use limbeck_planner::schema::{
    Check, Constraint, ConstraintName, Enforcement, Expression, ForeignKey, Inheritance, MatchKind,
    NameOrigin, ReferentialAction, Rule, Table,
};

use super::{Flavor, Reader, column_name};
use crate::database::DatabaseError;

/// The checks of the tables.
pub(super) async fn checks(
    reader: &mut Reader<'_>,
    tables: &mut HashMap<String, Table>,
) -> Result<(), DatabaseError> {
    let database = reader.database();
    let sql = match reader.flavor {
        Flavor::MariaDb => format!(
            "SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, 'YES' \
             FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = {database}"
        ),
        Flavor::Mysql => format!(
            "SELECT t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE, t.ENFORCED \
             FROM information_schema.CHECK_CONSTRAINTS AS c \
             JOIN information_schema.TABLE_CONSTRAINTS AS t \
             ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA \
             AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME AND t.CONSTRAINT_TYPE = 'CHECK' \
             WHERE c.CONSTRAINT_SCHEMA = {database}"
        ),
    };
    for mut row in reader.rows(&sql).await? {
        let Some(table) = tables.get_mut(&row.text()) else {
            continue;
        };
        let name = ConstraintName {
            name: column_name(&row.text()),
            origin: NameOrigin::Given,
        };
        let check = Check {
            expression: Expression::new(row.text()),
            inheritance: Inheritance::Inherited,
            enforcement: if row.is_so() {
                Enforcement::Enforced
            } else {
                Enforcement::NotEnforced
            },
        };
        table.constraints.push(Constraint {
            name: Some(name),
            ..Constraint::new(Rule::Check(check))
        });
    }
    Ok(())
}

/// The foreign keys of the tables.
pub(super) async fn foreign_keys(
    reader: &mut Reader<'_>,
    tables: &mut HashMap<String, Table>,
) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_COLUMN_NAME, \
         k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME, r.DELETE_RULE, r.UPDATE_RULE \
         FROM information_schema.KEY_COLUMN_USAGE AS k \
         JOIN information_schema.REFERENTIAL_CONSTRAINTS AS r \
         ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND BINARY r.TABLE_NAME = BINARY k.TABLE_NAME \
         AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME \
         WHERE k.CONSTRAINT_SCHEMA = {0} AND k.TABLE_SCHEMA = {0} \
         AND k.REFERENCED_TABLE_NAME IS NOT NULL \
         ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION",
        reader.database()
    );
    for mut row in reader.rows(&sql).await? {
        let Some(table) = tables.get_mut(&row.text()) else {
            continue;
        };
        let name = column_name(&row.text());
        let (column, referred) = (column_name(&row.text()), column_name(&row.text()));
        let present = table
            .constraints
            .iter_mut()
            .filter(|constraint| constraint.name() == Some(&name))
            .find_map(|constraint| match &mut constraint.rule {
                Rule::ForeignKey(key) => Some(key),
                _ => None,
            });
        if let Some(key) = present {
            key.columns.push(column);
            key.referred.push(referred);
            continue;
        }
        let (database, other) = (row.text(), row.text());
        let key = ForeignKey {
            columns: vec![column],
            table: reader.qualified(&database, &other),
            referred: vec![referred],
            on_delete: action(&row.text()),
            on_update: action(&row.text()),
            match_kind: MatchKind::Simple,
            needs: None,
        };
        table.constraints.push(Constraint {
            name: Some(ConstraintName {
                name,
                origin: NameOrigin::Given,
            }),
            ..Constraint::new(Rule::ForeignKey(key))
        });
    }
    Ok(())
}

fn action(rule: &str) -> ReferentialAction {
    match rule {
        "CASCADE" => ReferentialAction::Cascade,
        "SET NULL" => ReferentialAction::SetNull,
        "SET DEFAULT" => ReferentialAction::SetDefault,
        "RESTRICT" => ReferentialAction::Restrict,
        _ => ReferentialAction::NoAction,
    }
}
