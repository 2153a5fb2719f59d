//! Where the tests take their SQL from.

use std::fs;
use std::path::Path;

use limbeck_planner::sql::Dialect;
use proptest::collection::vec;
use proptest::prelude::*;

/// The scripts of the corpus for `dialect`, with their names, sorted.
pub fn corpus(dialect: Dialect) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus/split")
        .join(dialect.name());
    let mut scripts: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the corpus has a folder for each dialect")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .map(|path| {
            let name = path.file_stem().expect("a file has a name");
            let text = fs::read_to_string(&path).expect("scripts are UTF-8");
            (name.to_string_lossy().into_owned(), text)
        })
        .collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    scripts
}

/// What scripts are made of where they are hard to split.
pub const FRAGMENTS: &[&str] = &[
    "'",
    "''",
    "\"",
    "`",
    "[",
    "]",
    "(",
    ")",
    ";",
    ";;",
    ",",
    ".",
    ":",
    "::",
    ":=",
    "\\",
    "\\.",
    "\\N",
    "$",
    "$$",
    "$a$",
    "$ä$",
    "$1",
    "--",
    "-- ",
    "#",
    "/*",
    "*/",
    "/*!",
    "/*!50000 ",
    "/*M!100100",
    "/*!99999",
    "/*+",
    "{",
    "}",
    "@",
    "@@",
    "?",
    "=",
    "*",
    "/",
    "-",
    "+",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\x0b",
    "\x0c",
    "\0",
    "\u{feff}",
    "\u{a0}",
    "é",
    "表",
    "E'",
    "e'",
    "N'",
    "x'",
    "b'",
    "u&'",
    "U&\"",
    "_utf8'",
    "0x1F",
    "1.5e-3",
    "1e",
    "1",
    ".5",
    "SELECT",
    "select",
    "CREATE",
    "ALTER",
    "OR",
    "REPLACE",
    "TEMP",
    "TEMPORARY",
    "TRIGGER",
    "PROCEDURE",
    "FUNCTION",
    "EVENT",
    "TABLE",
    "RULE",
    "DEFINER",
    "BEGIN",
    "begin",
    "END",
    "BEGIN ATOMIC",
    "ATOMIC",
    "NOT",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "IF",
    "ELSEIF",
    "LOOP",
    "WHILE",
    "DO",
    "REPEAT",
    "UNTIL",
    "FOR",
    "FOR EACH ROW",
    "FOLLOWS",
    "DECLARE",
    "HANDLER",
    "FOUND",
    "SQLSTATE",
    "VALUE",
    "SET",
    "RETURNS",
    "RETURN",
    "AS",
    "COPY",
    "COPY t FROM stdin;",
    "FROM",
    "stdin",
    "STDIN",
    "TO",
    "EXPLAIN",
    "DELIMITER",
    "DELIMITER $$\n",
    "\nDELIMITER ;\n",
    "\nDELIMITER //\n",
    "//",
    "\n\\.\n",
    "source",
    ".read x\n",
    "a",
    "b_1",
    "x$y",
    "l:",
    "BEGIN SELECT 1; END",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN",
    "; END;",
    "CREATE PROCEDURE p() ",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC ",
    "-- migrate:up\n",
    "-- migrate:down transaction:false\n",
];

/// Text that looks like SQL, and is often broken in the ways that matter.
pub fn sql_like() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        12 => proptest::sample::select(FRAGMENTS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    let separator = prop_oneof![2 => Just(""), 3 => Just(" "), 1 => Just("\n")];
    vec((fragment, separator), 0..60).prop_map(|parts| {
        parts
            .iter()
            .flat_map(|(fragment, separator)| [fragment.as_str(), separator])
            .collect()
    })
}

/// Any text: any characters at all, or [`sql_like`].
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![1 => ".{0,80}", 1 => any::<String>(), 6 => sql_like()]
}

/// Any dialect.
pub fn dialect() -> impl Strategy<Value = Dialect> {
    proptest::sample::select(Dialect::ALL.as_slice())
}
