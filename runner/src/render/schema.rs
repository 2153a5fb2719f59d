use std::fmt::Write as _;

use limbeck_planner::diff::definition;
use limbeck_planner::schema::Schema;

/// A schema as the statements that make it in an empty database, which can be declared as they are.
pub fn schema(schema: &Schema) -> String {
    let mut text = String::new();
    for cause in schema.uncertainty().causes() {
        let place = if cause.path.is_empty() {
            String::new()
        } else {
            format!("{}:{}: ", cause.path, cause.line)
        };
        let _infallible = writeln!(text, "-- UNCERTAIN: {place}{}", cause.reason);
    }
    let definition = definition(schema).sql(schema.dialect());
    if !text.is_empty() && !definition.is_empty() {
        text.push('\n');
    }
    text + &definition
}
