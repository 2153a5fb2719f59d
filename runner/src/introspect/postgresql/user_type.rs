use std::collections::HashMap;

use limbeck_planner::schema::{
    Attribute, DataType, Domain, Expression, Nullability, TypeDefinition, UserType,
};

use super::column::COLLATION;
use super::{IS_NOT_OF_SYSTEM, Reader, column_name, constraint, stands_alone};
use crate::database::DatabaseError;

/// The types that somebody made: not those of tables' rows, of arrays, and of a range's several
/// ranges, which the database makes along.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let labels = labels(reader).await?;
    let mut checks = constraint::of_domains(reader).await?;
    let mut attributes = attributes(reader).await?;
    let ranges = ranges(reader).await?;
    let sql = format!(
        "SELECT t.oid::text, t.typrelid::text, n.nspname::text, t.typname::text, t.typtype::text, \
         pg_catalog.obj_description(t.oid, 'pg_type'), \
         pg_catalog.format_type(t.typbasetype, t.typtypmod), t.typnotnull::text, t.typdefault, \
         CASE WHEN t.typcollation <> b.typcollation THEN {COLLATION} END \
         FROM pg_catalog.pg_type AS t \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace \
         LEFT JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype \
         LEFT JOIN pg_catalog.pg_collation AS o ON o.oid = t.typcollation \
         LEFT JOIN pg_catalog.pg_namespace AS k ON k.oid = o.collnamespace \
         LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid \
         WHERE {IS_NOT_OF_SYSTEM} AND t.typtype IN ('b', 'c', 'd', 'e', 'p', 'r') \
         AND (t.typrelid = 0 OR c.relkind = 'c') \
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS l WHERE l.typarray = t.oid) AND {}",
        stands_alone("pg_type", "t.oid")
    );
    for mut row in reader.rows(&sql).await? {
        let (oid, relation) = (row.text(), row.text());
        let (namespace, name) = (row.text(), row.text());
        let kind = row.text();
        let comment = row.comment();
        let definition = match kind.as_str() {
            "e" => TypeDefinition::Enum {
                labels: labels.get(&oid).cloned().unwrap_or_default(),
            },
            "c" => TypeDefinition::Composite {
                attributes: attributes.remove(&relation).unwrap_or_default(),
            },
            "d" => {
                let data_type = DataType::new(row.text());
                let nullability = if row.is_so() {
                    Nullability::NotNull
                } else {
                    Nullability::Nullable
                };
                TypeDefinition::Domain(Domain {
                    data_type,
                    nullability,
                    default: row.optional().map(Expression::new),
                    collation: row.optional(),
                    constraints: checks.remove(&oid).unwrap_or_default(),
                })
            }
            _ => TypeDefinition::Other {
                text: ranges.get(&oid).cloned().unwrap_or_default(),
            },
        };
        let name = reader.qualified(&namespace, &name);
        let user_type = UserType {
            definition,
            comment,
        };
        reader.schema.put_type(name, user_type);
    }
    Ok(())
}

/// The labels of enums, by the types' numbers.
async fn labels(reader: &mut Reader<'_>) -> Result<HashMap<String, Vec<String>>, DatabaseError> {
    let sql = "SELECT l.enumtypid::text, l.enumlabel::text FROM pg_catalog.pg_enum AS l \
               ORDER BY l.enumtypid, l.enumsortorder";
    let mut labels: HashMap<String, Vec<String>> = HashMap::new();
    for mut row in reader.rows(sql).await? {
        labels.entry(row.text()).or_default().push(row.text());
    }
    Ok(labels)
}

/// The values of composite types, by the numbers of the types' relations.
async fn attributes(
    reader: &mut Reader<'_>,
) -> Result<HashMap<String, Vec<Attribute>>, DatabaseError> {
    let sql = format!(
        "SELECT a.attrelid::text, a.attname::text, \
         pg_catalog.format_type(a.atttypid, a.atttypmod), \
         CASE WHEN a.attcollation <> t.typcollation THEN {COLLATION} END \
         FROM pg_catalog.pg_attribute AS a \
         JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid \
         JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid \
         LEFT JOIN pg_catalog.pg_collation AS o ON o.oid = a.attcollation \
         LEFT JOIN pg_catalog.pg_namespace AS k ON k.oid = o.collnamespace \
         WHERE c.relkind = 'c' AND a.attnum > 0 AND NOT a.attisdropped \
         ORDER BY a.attrelid, a.attnum"
    );
    let mut attributes: HashMap<String, Vec<Attribute>> = HashMap::new();
    for mut row in reader.rows(&sql).await? {
        let of_type = attributes.entry(row.text()).or_default();
        of_type.push(Attribute {
            name: column_name(&row.text()),
            data_type: DataType::new(row.text()),
            collation: row.optional(),
        });
    }
    Ok(attributes)
}

/// What ranges are of, by the types' numbers, as a statement would have it.
async fn ranges(reader: &mut Reader<'_>) -> Result<HashMap<String, String>, DatabaseError> {
    let sql = format!(
        "SELECT r.rngtypid::text, pg_catalog.format_type(r.rngsubtype, NULL), \
         CASE WHEN NOT p.opcdefault THEN p.opcname::text END, \
         CASE WHEN r.rngcollation <> t.typcollation THEN {COLLATION} END, \
         NULLIF(r.rngcanonical, 0)::pg_catalog.regproc::text, \
         NULLIF(r.rngsubdiff, 0)::pg_catalog.regproc::text \
         FROM pg_catalog.pg_range AS r \
         JOIN pg_catalog.pg_type AS t ON t.oid = r.rngsubtype \
         JOIN pg_catalog.pg_opclass AS p ON p.oid = r.rngsubopc \
         LEFT JOIN pg_catalog.pg_collation AS o ON o.oid = r.rngcollation \
         LEFT JOIN pg_catalog.pg_namespace AS k ON k.oid = o.collnamespace"
    );
    let rows = reader.rows(&sql).await?;
    let ranges = rows.into_iter().map(|mut row| {
        let range = row.text();
        let mut text = format!("AS RANGE (SUBTYPE = {}", row.text());
        for option in ["SUBTYPE_OPCLASS", "COLLATION", "CANONICAL", "SUBTYPE_DIFF"] {
            if let Some(value) = row.optional().filter(|value| value != "-") {
                text = format!("{text}, {option} = {value}");
            }
        }
        (range, text + ")")
    });
    Ok(ranges.collect())
}
