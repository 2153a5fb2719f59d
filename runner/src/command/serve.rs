use clap::Args;

use crate::context::Context;
use crate::error::CommandError;
use crate::serve::{self, Address};

/// Show the project on a page, on this machine alone
///
/// The page shows the scripts as they are on disk and where the database is, and follows changes
/// of both. Nothing is ever changed by it. A folder of scripts without a configuration can be shown,
/// too.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// A loopback address
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// The port, or 0 for any [default: 8642, or the next one that is free]
    #[arg(short, long, value_name = "PORT")]
    port: Option<u16>,
    /// Open the page in a browser
    #[arg(long, overrides_with = "no_open")]
    open: bool,
    /// Do not open the page in a browser; that is the default
    #[arg(long, overrides_with = "open")]
    no_open: bool,
}

pub async fn run(context: &Context, arguments: &ServeArguments) -> Result<(), CommandError> {
    let ip = serve::loopback(&arguments.host)?;
    // What is wrong with the configuration shows here, not on the page.
    let config = context.shown_config()?;
    context.find_database(&config)?;
    let listener = serve::listen(Address {
        ip,
        port: arguments.port,
    })
    .await?;
    let address = format!("http://{}/", serve::own_address(&listener)?);
    context.output.line(&address)?;
    crate::output::flush()?;
    if !serve::has_page() {
        context.output.warning(
            "this binary was built without the page: `cargo xtask start` builds it with it",
        );
    }
    context
        .output
        .message(&format!("Serving {} until Ctrl-C", config.root.display()));
    if arguments.open
        && !arguments.no_open
        && let Err(error) = open::that_detached(&address)
    {
        context.output.warning(&format!(
            "cannot open a browser: {}",
            crate::error::io_reason(&error)
        ));
    }
    serve::serve(listener, context.clone()).await
}
