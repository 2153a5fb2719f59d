use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use limbeck_planner::schema::{Name, Routine, RoutineKind};
use limbeck_planner::sql::identifier;

use super::{DIALECT, Reader, part_name};
use crate::database::DatabaseError;

/// The functions and procedures.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let arguments = arguments(reader).await?;
    let sql = format!(
        "SELECT ROUTINE_NAME, ROUTINE_TYPE, DTD_IDENTIFIER, ROUTINE_DEFINITION, IS_DETERMINISTIC, \
         SQL_DATA_ACCESS, SECURITY_TYPE, ROUTINE_COMMENT FROM information_schema.ROUTINES \
         WHERE ROUTINE_SCHEMA = {} AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE')",
        reader.database()
    );
    let mut routines: HashMap<Name, Vec<Arc<Routine>>> = HashMap::new();
    for mut row in reader.rows(&sql).await? {
        let name = row.text();
        let kind = row.text();
        let arguments = arguments.get(&(kind.clone(), name.clone()));
        let returns = row.optional();
        let body = row.text();
        let said = [
            (
                "deterministic",
                if row.is_so() { "true" } else { "false" }.to_owned(),
            ),
            ("data_access", row.text().to_ascii_lowercase()),
            ("security", row.text().to_ascii_lowercase()),
        ];
        let said = said.map(|(attribute, value)| (attribute.to_owned(), value));
        let routine = Routine {
            kind: if kind == "PROCEDURE" {
                RoutineKind::Procedure
            } else {
                RoutineKind::Function
            },
            signature: Vec::new(),
            arguments: arguments.cloned().unwrap_or_default(),
            returns,
            language: None,
            attributes: BTreeMap::from(said),
            body,
            comment: row.comment(),
        };
        let name = part_name(&name, DIALECT);
        routines.entry(name).or_default().push(Arc::new(routine));
    }
    for (name, all) in routines {
        reader.schema.set_routines(name.into(), all);
    }
    Ok(())
}

/// What the routines take, by kind and name, as a statement would have it.
async fn arguments(
    reader: &mut Reader<'_>,
) -> Result<HashMap<(String, String), String>, DatabaseError> {
    let sql = format!(
        "SELECT ROUTINE_TYPE, SPECIFIC_NAME, PARAMETER_MODE, PARAMETER_NAME, DTD_IDENTIFIER \
         FROM information_schema.PARAMETERS \
         WHERE SPECIFIC_SCHEMA = {} AND ORDINAL_POSITION > 0 \
         ORDER BY ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION",
        reader.database()
    );
    let mut arguments: HashMap<(String, String), String> = HashMap::new();
    for mut row in reader.rows(&sql).await? {
        let routine = (row.text(), row.text());
        let mode = row.optional();
        let name = identifier(&row.text(), DIALECT);
        let data_type = row.text();
        let all = arguments.entry(routine).or_default();
        if !all.is_empty() {
            all.push_str(", ");
        }
        if let Some(mode) = mode.filter(|mode| mode != "IN") {
            all.push_str(&mode);
            all.push(' ');
        }
        all.push_str(&name);
        all.push(' ');
        all.push_str(&data_type);
    }
    Ok(arguments)
}
