//! Prints the JSON Schema of a document, for `cargo xtask generate`.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use limbeck_planner::document::{
    comparison_schema, conflicts_schema, database_schema_schema, plan_schema,
};

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    let schema = match name.as_str() {
        "comparison" => comparison_schema(),
        "conflicts" => conflicts_schema(),
        "database-schema" => database_schema_schema(),
        "plan" => plan_schema(),
        _ => panic!("there is no document `{name}`"),
    };
    println!("{schema:#}");
}
