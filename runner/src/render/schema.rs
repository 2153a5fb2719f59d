use limbeck_planner::schema::Schema;

/// A schema as statements.
pub fn schema(schema: &Schema) -> String {
    format!("{schema:#?}\n")
}
