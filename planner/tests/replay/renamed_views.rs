//! The texts of views, once what they read has another name.

use std::fmt::Write as _;

use limbeck_planner::sql::Dialect;

use crate::{evolution, line};

const BASE: &str = "CREATE TABLE event (id integer, \"end\" integer, name text);
CREATE TABLE other (id integer, \"End\" integer, label text);\n";

/// The texts of the view `v` behind each of these pairs: its query, and a statement that renames.
fn texts(dialect: Dialect, cases: &[(&str, &str)]) -> String {
    let mut told = String::new();
    for (query, rename) in cases {
        let up = format!("{BASE}CREATE VIEW v AS {query};\n{rename};");
        let project = line(&[(&up, "")]);
        let schema = evolution(&project, dialect).schema_at(&project, &["r1"]);
        let views = schema.views().map(|(_, view)| view.query.text.as_str());
        let views: Vec<&str> = views.collect();
        let _ = writeln!(told, "{query}\n  {rename}\n  {}", views.join("\n  "));
    }
    told
}

#[test]
fn on_postgresql() {
    let finish = "ALTER TABLE event RENAME COLUMN \"end\" TO finish";
    let happening = "ALTER TABLE event RENAME TO \"Happening\"";
    insta::assert_snapshot!(texts(
        Dialect::Postgresql,
        &[
            (
                "SELECT id, \"end\", name FROM event WHERE \"end\" > 1 ORDER BY \"end\"",
                finish
            ),
            (
                "SELECT e.\"end\", max(e.\"end\") AS m FROM event e GROUP BY e.\"end\"",
                finish
            ),
            (
                "SELECT CASE WHEN \"end\" > 1 THEN 1 END AS a FROM event",
                finish
            ),
            ("SELECT \"end\" AS \"end\" FROM event", finish),
            ("SELECT \"end\" FROM (SELECT \"end\" FROM event) e", finish),
            ("SELECT * FROM event", finish),
            (
                "SELECT event.id, \"end\" FROM public.event JOIN other ON event.id = other.id",
                happening
            ),
            (
                "SELECT event.id FROM event JOIN other ON event.id = other.id",
                happening
            ),
            ("SELECT e.id FROM event AS e", happening),
            (
                "SELECT event.name FROM event UNION SELECT label FROM other",
                happening
            ),
            (
                "WITH event AS (SELECT 1 AS id) SELECT id FROM event",
                happening
            ),
        ],
    ));
}

#[test]
fn on_sqlite_and_mysql() {
    let finish = "ALTER TABLE event RENAME COLUMN name TO title";
    let happening = "ALTER TABLE event RENAME TO happening";
    let cases = [
        ("SELECT id, name FROM event WHERE name > 'a'", finish),
        ("SELECT event.id FROM event", happening),
    ];
    insta::assert_snapshot!("sqlite", texts(Dialect::Sqlite, &cases));
    insta::assert_snapshot!("mysql", texts(Dialect::Mysql, &cases).replace('"', "`"));
}
