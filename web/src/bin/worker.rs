//! The worker: serves the planner to the page.

use gloo::worker::Registrable;
use limbeck_web::worker::{PlainValues, Planner, report_panics};

fn main() {
    report_panics();
    Planner::registrar().encoding::<PlainValues>().register();
}
