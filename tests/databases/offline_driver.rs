//! The exported SQL without the database's own client.

use std::process::Command;

use anyhow::{Context as _, ensure};
use limbeck_tests::databases::feed;
use limbeck_tests::path_from;
use limbeck_tests::projects::TestProject;

use super::support::{export, line, on_every_database, printed, same};

/// Runs the script on its standard input with a driver.
const DRIVERS: [(&str, &str); 3] = [
    (
        "sqlite",
        "import sqlite3, sys\n\
         sqlite3.connect(sys.argv[1].split('///')[1]).executescript(sys.stdin.read())\n",
    ),
    (
        "postgresql",
        "import psycopg, sys\n\
         url = sys.argv[1].replace('+psycopg', '')\n\
         psycopg.connect(url, autocommit=True).execute(sys.stdin.read())\n",
    ),
    (
        "mysql",
        "import pymysql, sys, urllib.parse\n\
         url = urllib.parse.urlparse(sys.argv[1])\n\
         database = pymysql.connect(host=url.hostname, port=url.port, user=url.username,\n\
         password=url.password, database=url.path[1:],\n\
         client_flag=pymysql.constants.CLIENT.MULTI_STATEMENTS)\n\
         cursor = database.cursor()\n\
         cursor.execute(sys.stdin.read())\n\
         while cursor.nextset(): pass\n",
    ),
];

on_every_database! {
    /// The script is SQL and nothing else, so that drivers run it, too.
    fn a_driver_runs_the_script(database) {
        let project = TestProject::new(&database.url())?;
        line(&project)?;
        let up = export(&project, database, &["upgrade", "head"])?;
        let python = path_from("LIMBECK_TEST_ALEMBIC_PYTHON")?;
        let driver = DRIVERS.iter().find(|(dialect, _)| *dialect == database.dialect());
        let (_, program) = driver.context("no driver")?;
        let drive = |sql: &str| {
            let mut driver = Command::new(&python);
            feed(driver.args(["-c", program]).arg(database.url()), sql)
        };
        let output = drive(&up)?;
        ensure!(output.status.success(), "{}", printed(&output));
        ensure!(database.versions()? == ["c3"]);
        let before = database.dump()?;
        let output = drive(&up)?;
        ensure!(!output.status.success() && printed(&output).contains("limbeck: "));
        same(&before, &database.dump()?)
    }
}
