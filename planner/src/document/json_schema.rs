use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::{ComparisonDocument, PlanDocument, SchemaDocument, SurveyDocument};

/// The JSON Schema (draft 2020-12) of the plan file, which `docs/plan.schema.json` holds.
pub fn plan_schema() -> Value {
    json_schema::<PlanDocument>("A Limbeck plan")
}

/// The JSON Schema of what `limbeck schema --format json` prints, which
/// `docs/database-schema.schema.json` holds.
pub fn database_schema_schema() -> Value {
    json_schema::<SchemaDocument>("A database's schema as Limbeck sees it")
}

/// The JSON Schema of what `limbeck diff` and `limbeck drift` print with `--format json`, which
/// `docs/comparison.schema.json` holds.
pub fn comparison_schema() -> Value {
    json_schema::<ComparisonDocument>("What differs between two schemas")
}

/// The JSON Schema of what `limbeck conflicts --format json` prints, which
/// `docs/conflicts.schema.json` holds.
pub fn conflicts_schema() -> Value {
    json_schema::<SurveyDocument>("What is between branches")
}

fn json_schema<Document: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<Document>();
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}
