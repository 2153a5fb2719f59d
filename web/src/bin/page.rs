//! The page: mounts the application in place of the notice that it is starting.

use leptos::mount::mount_to_body;
use leptos::prelude::document;
use limbeck_web::view::Page;

fn main() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
    mount_to_body(Page);
}
