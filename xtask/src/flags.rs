//! What the command line says.

use std::path::PathBuf;

use crate::test::Parts;

xflags::xflags! {
    /// The project's own commands.
    cmd xtask {
        /// Builds everything and serves the planner on a demo project.
        cmd start {
            /// Serve the project or the scripts in this folder instead of the demo.
            optional --project directory: PathBuf
            /// Print the address only.
            optional --no-open
            /// Listen on this port; on 8642 or the next one that is free if it is not given.
            optional --port port: u16
        }
        /// Runs every test there is.
        cmd test {
            /// Leave these parts out: a list with commas.
            optional --skip parts: Parts
            /// Run these parts alone: a list with commas.
            optional --only parts: Parts
        }
        /// Measures Limbeck beside Alembic, and the planner alone.
        cmd bench {
            /// How often each command is measured.
            optional --runs count: usize
            /// The numbers of revisions, with commas.
            optional --revisions counts: String
            /// Measure the planner alone.
            optional --only-planner
        }
        /// Builds the page and the runner that carries it.
        cmd build {
            /// Optimise the runner.
            optional --release
        }
        /// Writes the files that are made from the code.
        cmd generate {
            /// Write nothing, and fail if a file is stale.
            optional --check
        }
    }
}
