use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::PlanDocument;

/// The JSON Schema (draft 2020-12) of the plan file, which `docs/plan.schema.json` holds.
pub fn plan_schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<PlanDocument>();
    schema.insert("title".to_owned(), "A Limbeck plan".into());
    schema.to_value()
}
