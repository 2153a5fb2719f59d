//! The page and the project, served on this machine alone.
//!
//! Nothing here changes a database or a file. Whoever can open a port on this machine could ask,
//! and so could any page in the browser: the address is a loopback one, and every request must
//! say that it comes from the page itself.

mod api;
mod guard;
mod page;
mod watch;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::watch as channel;

pub use page::is_embedded as has_page;

use crate::context::Context;
use crate::error::{CommandError, ErrorKind};

/// The port where nothing else is said. The ones behind it are tried where it is taken.
pub const DEFAULT_PORT: u16 = 8642;

/// How many ports are tried.
const PORTS_TRIED: u16 = 20;

/// Where to listen.
#[derive(Debug, Clone, Copy)]
pub struct Address {
    /// A loopback address.
    pub ip: IpAddr,
    /// The port; 0 for any; none for the default or the next one that is free.
    pub port: Option<u16>,
}

/// What the handlers share.
#[derive(Debug)]
pub struct Server {
    /// How to find the project and the database.
    pub context: Context,
    /// Counts the changes on disk and in the database.
    pub generation: channel::Receiver<u64>,
    /// What the terminal was told of a project that cannot be read.
    pub refusals: api::Refusals,
    /// The page's own origin.
    pub address: SocketAddr,
}

/// Takes the address `host` if it is a loopback one.
pub fn loopback(host: &str) -> Result<IpAddr, CommandError> {
    let ip = match host {
        "localhost" => Some(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        host => host.trim_matches(['[', ']']).parse::<IpAddr>().ok(),
    };
    ip.filter(IpAddr::is_loopback).ok_or_else(|| {
        CommandError::new(
            ErrorKind::Usage,
            format!("`{host}` is not an address of this machine alone"),
        )
        .hint("the page is served to this machine only: use `127.0.0.1` or `::1`")
        .hint("to see it elsewhere, forward the port: `ssh -L 8642:127.0.0.1:8642 HOST`")
    })
}

/// Listens at the address.
pub async fn listen(address: Address) -> Result<TcpListener, CommandError> {
    let ports = match address.port {
        Some(port) => port..=port,
        None => DEFAULT_PORT..=DEFAULT_PORT + PORTS_TRIED,
    };
    let mut last = None;
    for port in ports {
        match TcpListener::bind((address.ip, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some((port, error)),
        }
    }
    let (port, reason) = last.map_or_else(
        || (DEFAULT_PORT, String::new()),
        |(port, error)| (port, crate::error::io_reason(&error)),
    );
    Err(CommandError::new(
        ErrorKind::Program,
        format!("cannot listen at {}:{port}: {reason}", address.ip),
    )
    .fact("port", port)
    .hint("name another port with `--port`, or 0 for any that is free"))
}

/// The address that a listener has.
pub fn own_address(listener: &TcpListener) -> Result<SocketAddr, CommandError> {
    listener
        .local_addr()
        .map_err(|error| CommandError::system("cannot tell the server's address", &error))
}

/// Serves until the process is asked to end.
pub async fn serve(listener: TcpListener, context: Context) -> Result<(), CommandError> {
    let address = own_address(&listener)?;
    let generation = watch::follow(context.clone())?;
    let server = Arc::new(Server {
        context,
        generation,
        refusals: api::Refusals::default(),
        address,
    });
    let guarded = middleware::from_fn_with_state(server.clone(), guard::check);
    let router = Router::new()
        .route("/api/project", get(api::project))
        .route("/api/events", get(api::events))
        .fallback(page::file)
        .layer(guarded)
        .with_state(server);
    let mut signals = crate::run::Signals::listen()?;
    let ended = async move {
        signals.first().await;
        // Streams of events never end by themselves, and nothing is lost with them.
    };
    tokio::select! {
        outcome = async { axum::serve(listener, router).await } => {
            outcome.map_err(|error| CommandError::system("the server stopped", &error))
        }
        () = ended => Ok(()),
    }
}
