use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::state::App;

/// Moves the selection by the keys of a grid.
pub fn pressed(app: App, event: &KeyboardEvent, count: usize, page: usize) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let here = app.selected.get_untracked();
    let last = count.saturating_sub(1);
    let down = |rows: usize| here.map_or(0, |row| (row + rows).min(last));
    let up = |rows: usize| here.map_or(last, |row| row.saturating_sub(rows));
    let row = match event.key().as_str() {
        "ArrowDown" | "j" => down(1),
        "ArrowUp" | "k" => up(1),
        "PageDown" => down(page),
        "PageUp" => up(page),
        "Home" => 0,
        "End" => last,
        "ArrowRight" => match related(app, here, Way::Parent) {
            Some(row) => row,
            None => return,
        },
        "ArrowLeft" => match related(app, here, Way::Child) {
            Some(row) => row,
            None => return,
        },
        "Enter" | " " => {
            event.prevent_default();
            if let Some(row) = here {
                app.visit(row);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    app.select(row);
}

/// Which way along an edge.
#[derive(Debug, Clone, Copy)]
enum Way {
    Parent,
    Child,
}

/// The first parent of a row, or the first child.
fn related(app: App, row: Option<usize>, way: Way) -> Option<usize> {
    app.project.with_untracked(|project| {
        let row = project.as_ref()?.overview.rows.get(row?)?;
        let row = match way {
            Way::Parent => row.parents.iter().find_map(|parent| parent.row)?,
            Way::Child => row.children.first()?.0,
        };
        Some(row as usize)
    })
}
