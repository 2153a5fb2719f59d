use tokio::sync::watch;

use crate::error::CommandError;

/// The signals that ask a run to stop.
#[derive(Debug, Clone)]
pub struct Signals {
    received: watch::Receiver<Received>,
}

/// What has come so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Received {
    count: usize,
    last: Option<Signal>,
}

/// A signal that asks a run to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// What a supervisor sends first.
    Terminate,
}

impl Signal {
    /// The signal's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Interrupt => "SIGINT",
            Self::Terminate => "SIGTERM",
        }
    }
}

impl Signals {
    /// Listens from now on: the signals no longer end the process by themselves.
    pub fn listen() -> Result<Self, CommandError> {
        let (sender, received) = watch::channel(Received::default());
        let mut next = arrivals()
            .map_err(|error| CommandError::system("cannot listen for signals", &error))?;
        tokio::spawn(async move {
            while let Some(signal) = next.recv().await {
                sender.send_modify(|received| {
                    received.count += 1;
                    received.last = Some(signal);
                });
            }
        });
        Ok(Self { received })
    }

    /// The signal that asked to stop, if one has.
    pub fn stop(&self) -> Option<Signal> {
        self.received.borrow().last
    }

    /// Waits for the first signal.
    pub async fn first(&mut self) -> Signal {
        self.at_least(1).await
    }

    /// Waits for the second signal: somebody has lost patience.
    pub async fn second(&mut self) -> Signal {
        self.at_least(2).await
    }

    async fn at_least(&mut self, count: usize) -> Signal {
        if let Ok(received) = self
            .received
            .wait_for(|received| received.count >= count)
            .await
            && let Some(signal) = received.last
        {
            return signal;
        }
        // The listener is gone with the runtime; nothing will come any more.
        std::future::pending().await
    }
}

#[cfg(unix)]
fn arrivals() -> std::io::Result<tokio::sync::mpsc::Receiver<Signal>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let (sender, receiver) = tokio::sync::mpsc::channel(4);
    tokio::spawn(async move {
        loop {
            let signal = tokio::select! {
                Some(()) = interrupt.recv() => Signal::Interrupt,
                Some(()) = terminate.recv() => Signal::Terminate,
                else => break,
            };
            if sender.send(signal).await.is_err() {
                break;
            }
        }
    });
    Ok(receiver)
}

#[cfg(not(unix))]
fn arrivals() -> std::io::Result<tokio::sync::mpsc::Receiver<Signal>> {
    let (sender, receiver) = tokio::sync::mpsc::channel(4);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if sender.send(Signal::Interrupt).await.is_err() {
                break;
            }
        }
    });
    Ok(receiver)
}
