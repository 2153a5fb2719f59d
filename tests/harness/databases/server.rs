use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// A server's process in a folder of its own.
///
/// It ends when this process ends, however that happens: a shell beside it waits for the end of
/// its input, which only this process holds open, then stops the server and removes the folder.
#[derive(Debug)]
pub struct Server {
    pub port: u16,
    _guard: Child,
    _alive: ChildStdin,
}

/// Stops the server when the input ends. `$1` is the folder.
const GUARD: &str = r#"
folder=$1; shift
"$@" >"$folder/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -QUIT $server 2>/dev/null || kill $server 2>/dev/null
sleep 0.2
kill -KILL $server 2>/dev/null
wait $server
rm -rf "$folder"
"#;

impl Server {
    /// Makes a folder, fills it with `prepare`, starts the server and waits until it answers.
    pub fn start(
        name: &str,
        prepare: impl FnOnce(&Path) -> Result<()>,
        command: impl FnOnce(&Path, u16) -> Command,
        answers: impl Fn(&Path, u16) -> bool,
    ) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix(&format!("limbeck-{name}-"))
            .tempdir()?
            .keep();
        hand_over(&folder)?;
        prepare(&folder)?;
        let port = free_port()?;
        let server = command(&folder, port);
        let mut guard = Command::new("sh");
        guard
            .args(["-c", GUARD, "guard"])
            .arg(&folder)
            .arg(server.get_program())
            .args(server.get_args())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // Ctrl-C in a terminal is for the tests; the server ends after them.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut guard, 0);
        let mut guard = guard.spawn().context("cannot start a shell")?;
        let alive = guard.stdin.take().context("the shell has no input")?;
        let start = Instant::now();
        while !answers(&folder, port) {
            if start.elapsed() > PATIENCE {
                let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
                bail!("{name} does not answer:\n{log}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Self {
            port,
            _guard: guard,
            _alive: alive,
        })
    }
}

/// A command that runs `program` as somebody else where this process is root, whom servers do not
/// trust.
pub fn as_user(program: &Path) -> Command {
    match other_user() {
        None => Command::new(program),
        Some(user) => {
            let mut command = Command::new("setpriv");
            command
                .args([
                    "--reuid",
                    user,
                    "--regid",
                    "nogroup",
                    "--clear-groups",
                    "--",
                ])
                .arg(program);
            command
        }
    }
}

/// Gives a folder to whoever [`as_user`] runs as.
fn hand_over(folder: &Path) -> Result<()> {
    if let Some(user) = other_user() {
        let status = Command::new("chown").arg(user).arg(folder).status()?;
        if !status.success() {
            bail!("cannot give {} to {user}", folder.display());
        }
    }
    Ok(())
}

fn other_user() -> Option<&'static str> {
    let output = Command::new("id").arg("-u").output().ok()?;
    (output.stdout.trim_ascii() == b"0").then_some("nobody")
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    Ok(listener.local_addr()?.port())
}
