//! The server, asked over a plain socket.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::sandbox::Sandbox;

/// A server that ends with the test.
struct Server {
    child: Child,
    /// Kept open, so that the server can go on to print.
    _stdout: BufReader<ChildStdout>,
    address: String,
}

impl Server {
    fn start(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        Self::start_with(sandbox, arguments, Stdio::null())
    }

    fn start_with(sandbox: &Sandbox, arguments: &[&str], stderr: Stdio) -> Self {
        Self::of(
            sandbox
                .command(&[&["serve", "--port", "0"], arguments].concat())
                .stderr(stderr),
        )
    }

    fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line
            .trim()
            .strip_prefix("http://")
            .and_then(|rest| rest.strip_suffix('/'))
            .unwrap()
            .to_owned();
        Self {
            child,
            _stdout: stdout,
            address,
        }
    }

    fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// The head and the body of an answer.
    fn ask(&self, method: &str, path: &str, headers: &str) -> (String, String) {
        let mut stream = self.connect(&format!(
            "{method} {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n"
        ));
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_ascii_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> (String, String) {
        self.ask("GET", path, &format!("Host: {}\r\n", self.address))
    }

    fn project(&self) -> Value {
        let (head, body) = self.get("/api/project");
        assert!(head.starts_with("http/1.1 200"), "{head}");
        serde_json::from_str(&body).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

#[test]
fn the_project_as_json() {
    let sandbox = Sandbox::line();
    sandbox.script("zzz.sql", [b'-', b'-', 0xff]);
    let server = Server::start(&sandbox, &[]);
    let project = server.project();
    assert_eq!(project["dialect"], "sqlite");
    assert_eq!(project["transaction"], "step");
    assert_eq!(project["version_table"]["name"], "alembic_version");
    assert_eq!(project["files"][0]["path"], "versions/aaa111_.sql");
    assert_eq!(
        project["files"][0]["text"],
        sandbox.read("versions/aaa111_.sql")
    );
    assert_eq!(project["files"][3]["base64"], "LS3/");
    // A file that does not exist is at base, and reading does not make it.
    assert_eq!(project["current"], serde_json::json!([]));
    assert_eq!(project["current_error"], Value::Null);
    assert!(!sandbox.path("app.db").exists());
    assert!(project["generation"].is_number());
}

#[test]
fn changes_are_told() {
    let sandbox = Sandbox::line();
    let server = Server::start(&sandbox, &[]);
    let before = server.project()["generation"].as_u64().unwrap();
    let stream = server.connect(&format!(
        "GET /api/events HTTP/1.1\r\nHost: {}\r\n\r\n",
        server.address
    ));
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    assert_eq!(lines.next().unwrap(), "HTTP/1.1 200 OK");
    let mut next_generation = || {
        assert!(lines.any(|line| line == "event: change"));
        let data = lines.next().unwrap();
        let data: Value = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
        data["generation"].as_u64().unwrap()
    };
    // Whoever begins to listen learns what it may have missed.
    assert_eq!(next_generation(), before);
    sandbox.revision("ddd444", "ccc333", "one more");
    let after = next_generation();
    assert!(after > before);
    assert_eq!(server.project()["files"].as_array().unwrap().len(), 4);
    sandbox.stdout(&["upgrade", "head"]);
    while server.project()["current"] != serde_json::json!(["ddd444"]) {
        next_generation();
    }
    assert!(server.project()["generation"].as_u64().unwrap() >= after);
}

#[test]
fn strangers_are_refused() {
    let sandbox = Sandbox::line();
    let server = Server::start(&sandbox, &[]);
    let host = format!("Host: {}\r\n", server.address);
    for (method, headers) in [
        ("GET", "Host: attacker.example\r\n".to_owned()),
        ("GET", String::new()),
        ("GET", format!("{host}Origin: http://attacker.example\r\n")),
        ("GET", format!("{host}Sec-Fetch-Site: cross-site\r\n")),
        ("POST", host.clone()),
    ] {
        for path in ["/", "/api/project", "/api/events"] {
            let (head, body) = server.ask(method, path, &headers);
            let status = head.split(' ').nth(1).unwrap();
            assert!(matches!(status, "400" | "403" | "405"), "{headers}{head}");
            assert!(!body.contains("aaa111"), "{body}");
        }
    }
}

#[test]
fn browsers_are_told_to_be_careful() {
    let sandbox = Sandbox::line();
    let server = Server::start(&sandbox, &[]);
    for path in ["/", "/api/project", "/nowhere"] {
        let (head, _) = server.get(path);
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
            "x-content-type-options: nosniff",
            "x-frame-options: deny",
            "referrer-policy: no-referrer",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(head.contains(header), "{path}: {header}\n{head}");
        }
        assert!(!head.contains("access-control-allow"), "{head}");
    }
    assert!(server.get("/nowhere").0.starts_with("http/1.1 404"));
    assert!(server.get("/../Cargo.toml").0.starts_with("http/1.1 404"));
}

#[test]
fn the_document() {
    let sandbox = Sandbox::line();
    let server = Server::start(&sandbox, &[]);
    let (head, body) = server.get("/");
    assert!(head.contains("content-type: text/html"), "{head}");
    // With the page inside it is marked; without it there is advice.
    assert!(
        body.contains("limbeck-served") || body.contains("cargo xtask start"),
        "{body}"
    );
}

#[test]
fn a_password_is_never_sent() {
    let sandbox = Sandbox::line();
    let url = "postgresql://me:geheim@127.0.0.1:9/db?password=geheim";
    let server = Server::start(&sandbox, &["--url", url]);
    let project = server.project();
    assert!(!project.to_string().contains("geheim"), "{project:#}");
    assert_eq!(project["dialect"], "postgresql");
    assert_eq!(project["current"], Value::Null);
    let error = project["current_error"].as_str().unwrap();
    assert!(
        error.contains("cannot reach the database at 127.0.0.1:9"),
        "{error}"
    );
}

#[test]
fn only_this_machine() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&["serve --host 0.0.0.0", "serve --host example.com"]));
}

#[test]
fn a_port_that_is_taken() {
    let sandbox = Sandbox::line();
    let server = Server::start(&sandbox, &[]);
    let port = server.address.rsplit(':').next().unwrap();
    let said = sandbox.run(&["serve", "--port", port]);
    assert!(
        said.contains("cannot listen at 127.0.0.1") && said.contains("--port"),
        "{said}"
    );
}

#[test]
fn every_loopback_address_is_one() {
    let sandbox = Sandbox::line();
    for host in ["127.0.0.2", "::1", "localhost"] {
        let server = Server::start(&sandbox, &["--host", host]);
        let (head, _) = server.get("/api/project");
        assert!(head.starts_with("http/1.1 200"), "{host}: {head}");
        let (_, port) = server.address.rsplit_once(':').unwrap();
        let (head, _) = server.ask("GET", "/", &format!("Host: 127.0.0.3:{port}\r\n"));
        assert!(head.starts_with("http/1.1 403"), "{host}: {head}");
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_told_with_the_rest() {
    let sandbox = Sandbox::line();
    let link = sandbox.path("versions/ddd444_.sql");
    std::os::unix::fs::symlink(sandbox.path("gone.sql"), link).unwrap();
    let server = Server::start(&sandbox, &[]);
    let project = server.project();
    assert_eq!(project["files"].as_array().unwrap().len(), 3);
    assert_eq!(project["unreadable"][0]["path"], "versions/ddd444_.sql");
    assert_eq!(
        project["unreadable"][0]["reason"],
        "it is a link, and cannot be followed: no such file or directory"
    );
}

#[test]
fn a_project_that_cannot_be_read_is_told_on_the_page_and_in_the_terminal() {
    let sandbox = Sandbox::line();
    let log = std::fs::File::create(sandbox.path("log.txt")).unwrap();
    let server = Server::start_with(&sandbox, &[], log.into());
    std::fs::remove_dir_all(sandbox.path("versions")).unwrap();
    for _ in 0..2 {
        let (head, body) = server.get("/api/project");
        assert!(head.starts_with("http/1.1 500"), "{head}");
        let error: Value = serde_json::from_str(&body).unwrap();
        let message = error["error"]["message"].as_str().unwrap();
        assert!(message.ends_with("versions` does not exist"), "{message}");
        assert!(error["error"]["hints"][0].is_string());
    }
    let log = sandbox.read("log.txt");
    assert_eq!(log.matches("does not exist").count(), 1, "{log}");
}

#[test]
fn a_folder_of_scripts_without_a_configuration() {
    let sandbox = Sandbox::line();
    let below = sandbox.path("versions");
    std::fs::remove_file(sandbox.path("limbeck.toml")).unwrap();
    let refused = sandbox.run(&["serve", "--port", "0"]);
    assert!(refused.contains("there is no `limbeck.toml`"), "{refused}");
    let mut command = sandbox.command(&["serve", "--port", "0"]);
    let server = Server::of(command.current_dir(below).stderr(Stdio::null()));
    let project = server.project();
    assert_eq!(project["name"], "versions");
    assert_eq!(project["files"][0]["path"], "aaa111_.sql");
    assert_eq!(project["current"], Value::Null);
    let before = project["generation"].as_u64().unwrap();
    sandbox.revision("ddd444", "ccc333", "one more");
    while server.project()["generation"].as_u64().unwrap() == before {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(server.project()["files"].as_array().unwrap().len(), 4);
}
