//! Prints the JSON Schema of the plan file, for `cargo xtask generate`.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

fn main() {
    let schema = limbeck_planner::document::plan_schema();
    println!("{schema:#}");
}
