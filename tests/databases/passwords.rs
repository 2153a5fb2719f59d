//! A password never appears in output.

use std::process::Stdio;

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, PASSWORD, Postgresql};
use limbeck_tests::limbeck;
use limbeck_tests::projects::TestProject;

use super::support::printed;

/// Everything that may go right or wrong with a database whose URL has a password.
fn check(database: &dyn Database) -> Result<()> {
    let url = database.url();
    ensure!(url.contains(PASSWORD), "this URL has no password to hide");
    let project = TestProject::example("shop", &url)?;
    let wrong_port = url.replace("127.0.0.1:", "127.0.0.1:1");
    let no_database = format!("{url}_nowhere");
    let wrong_user = url.replacen("tester:", "nobody:", 1);
    let bad_parameter = format!("{url}?sslmode=sometimes&ssl_mode=sometimes");
    let other_parameter = format!("{url}?sslpassword={PASSWORD}&password={PASSWORD}");
    let no_scheme = url
        .split_once("://")
        .map_or("", |(_, rest)| rest)
        .to_owned();
    let typos = [
        vec!["upgrade", "head", &url],
        vec!["upgrade", "--ulr", &url, "head"],
        vec!["current", "--format", "json", &url],
        vec!["plan", &url],
    ];
    let urls = [
        &url,
        &wrong_port,
        &no_database,
        &wrong_user,
        &bad_parameter,
        &other_parameter,
        &no_scheme,
    ];
    let mut commands: Vec<Vec<&str>> = typos.to_vec();
    for url in urls {
        for command in [
            &["current", "-v"][..],
            &["upgrade", "+1"],
            &["upgrade", "+1", "--format", "json"],
            &["downgrade", "-1"],
            &["stamp", "base"],
            &["check"],
            &["upgrade", "head", "--sql"],
            &["history", "-i"],
        ] {
            commands.push([command, &["--url", url]].concat());
        }
    }
    commands.push(vec!["--help"]);
    commands.push(vec!["current", "-v"]);
    for arguments in commands {
        let output = limbeck::command(project.path())?
            .args(&arguments)
            .env("LIMBECK_DATABASE_URL", &url)
            .env("RUST_BACKTRACE", "full")
            .env("RUST_LOG", "trace")
            .stdin(Stdio::null())
            .output()?;
        let said = printed(&output);
        ensure!(
            !said.contains(PASSWORD),
            "limbeck {arguments:?} tells it:\n{said}"
        );
    }
    // Nor does a configuration that is wrong at the very line of the URL.
    for line in [
        format!("url = \"{url}\nversion_locations = []\n"),
        format!("url = [\"{url}\"]\n"),
        format!("ulr = \"{url}\"\n"),
        format!("url = \"{url}\" \"{url}\"\n"),
        format!("lock_timeout = \"{url}\"\n"),
    ] {
        std::fs::write(project.path().join("limbeck.toml"), line)?;
        for format in ["text", "json"] {
            let output = limbeck::output(project.path(), &["current", "--format", format])?;
            ensure!(!output.status.success());
            let said = printed(&output);
            ensure!(!said.contains(PASSWORD), "it is told:\n{said}");
        }
    }
    Ok(())
}

#[test]
fn of_postgresql() -> Result<()> {
    check(&Postgresql::create()?)
}

#[test]
fn of_mariadb() -> Result<()> {
    check(&MariaDb::create()?)
}
