//! What stands below a line that was meant as a marker would run in the wrong direction: such a line
//! is an error, however it is written, and a comment stays a comment.

use std::collections::BTreeSet;

use limbeck_planner::diagnostic::Diagnostic;
use limbeck_planner::plan::Direction;
use limbeck_planner::source::{File, Script, VersionFolders, read};
use proptest::prelude::*;

const UPGRADE: &str = "CREATE TABLE a (b INTEGER);\n";
const DOWNGRADE: &str = "DROP TABLE a;\n";

/// A script with `line` between what the upgrade and what the downgrade does.
fn between(line: &str) -> String {
    format!("-- revision: it\n\n-- migrate:up\n{UPGRADE}\n{line}\n{DOWNGRADE}")
}

/// A script with `line` in the place of the first marker.
fn above(line: &str) -> String {
    format!("-- revision: it\n\n{line}\n{UPGRADE}")
}

fn read_one(text: &str) -> (Script, Vec<Diagnostic>) {
    let (mut scripts, diagnostics) = read(vec![File::new("it.sql", text)], VersionFolders::Named);
    (scripts.remove(0), diagnostics)
}

/// Whether `line` is told to be no marker, with what to write instead.
fn is_told(text: &str) -> bool {
    let (_, diagnostics) = read_one(text);
    diagnostics
        .iter()
        .any(|it| it.is_error() && it.code.name().starts_with("unknown_marker"))
}

fn section(script: &Script, direction: Direction) -> &str {
    script
        .section(direction)
        .map_or("", |it| &script.text[it.body.clone()])
}

/// Whether `line`, put where the marker of the downgrade belongs, is that marker or an error.
fn is_safe_downgrade(line: &str) -> bool {
    let text = between(line);
    let (script, _) = read_one(&text);
    section(&script, Direction::Downgrade).contains(DOWNGRADE) || is_told(&text)
}

/// Whether `line`, put where the marker of the upgrade belongs, is that marker or is told.
fn is_safe_upgrade(line: &str) -> bool {
    let text = above(line);
    let (script, _) = read_one(&text);
    section(&script, Direction::Upgrade).contains(UPGRADE) || is_told(&text)
}

#[test]
fn near_misses() {
    for line in [
        "-- migrate:dwon",
        "-- migrat:down",
        "-- migate:down",
        "-- mirgate:down",
        "-- migration:down",
        "-- migrations:down",
        "-- migrationdown",
        "-- MigrateDown",
        "-- Migrate:Down",
        "-- migrate:undo",
        "-- migrate.down",
        "-- migrate_down",
        "-- migrate-down",
        "-- migrate;down",
        "-- migrate/down",
        "-- migrate down",
        "-- migrate down:",
        "-- migrate, down",
        "-- migrate:",
        "-- migrate",
        "-- migrate: down",
        "-- migrate:\u{200b}down",
        "-- migrate\u{ff1a}down",
        "-- migration:down drops the table",
        "-- migrate.down drops the table",
        "-- migrate:dwon transaction:false",
        "-- migration:down transaction:false",
        "-- \"migrate:down\"",
        "--- migrate:down ---",
        "# migrate:down",
        "# migrate:down drops the table",
        "// migrate:down",
        "/* migrate:down */",
        "* migrate:down",
        "\u{2014} migrate:down",
        "migrate:down",
        "migrate:down;",
        "migrate down",
        "Migration: down",
        "+goose Down",
        "SELECT 1; -- migrate:down",
        "SELECT 1; --migrate:dow",
    ] {
        assert!(is_told(&between(line)), "{line:?}");
    }
}

#[test]
fn markers_of_other_tools() {
    for line in [
        "-- +goose Down",
        "-- +goose down",
        "--+goose Down",
        "-- goose dwon",
        "-- +migrate Down",
        "-- +migrate Down notransaction",
        "-- rambler down",
        "-- down",
        "-- down:",
        "-- Down",
        "-- @down",
        "-- @DOWN",
        "-- !Downs",
        "# --- !Downs",
        "---- DOWN ----",
        "-- ==== DOWN ====",
        "-- down migration",
        "-- Down Migration",
        "-- DOWN section",
        "-- downgrade",
        "-- upgrade:down",
        "-- undo",
        "--//@UNDO",
        "-- //@UNDO",
        "-- rollback",
        "--rollback:",
        "-- rollback script",
        "-- revert",
        "-- roll back",
        "/* down */",
        "---- create above / drop below ----",
    ] {
        assert!(is_told(&between(line)), "{line:?}");
    }
    for line in [
        "-- +goose Up",
        "-- +migrate Up",
        "-- rambler up",
        "-- Up",
        "# --- !Ups",
    ] {
        assert!(is_told(&above(line)), "{line:?}");
    }
}

#[test]
fn the_error_says_what_to_write() {
    let help = |text: &str| -> Vec<String> {
        let (_, diagnostics) = read_one(text);
        diagnostics.into_iter().filter_map(|it| it.help).collect()
    };
    for line in ["-- +goose Down", "-- migration:down", "-- rollback"] {
        let told = help(&between(line));
        assert!(
            told.iter().any(|it| it.contains("`-- migrate:down`")),
            "{line:?}: {told:?}"
        );
    }
    let told = help(&above("-- +goose Up"));
    assert!(
        told.iter().any(|it| it.contains("`-- migrate:up`")),
        "{told:?}"
    );
}

/// A file that two tools read: what the other tool's line says is what Limbeck's says.
#[test]
fn a_line_that_agrees_with_its_section_is_a_comment() {
    let text = format!(
        "-- revision: it\n\n-- migrate:up\n-- +goose Up\n-- Up\n{UPGRADE}\n-- migrate:down\n\
         -- +goose Down\n-- rollback\n{DOWNGRADE}"
    );
    let (script, diagnostics) = read_one(&text);
    assert_eq!(diagnostics, []);
    assert!(section(&script, Direction::Downgrade).contains(DOWNGRADE));
}

/// People keep the way back as a remark.
#[test]
fn a_way_back_that_is_commented_out_is_a_comment() {
    for text in [
        "-- revision: it\n\n-- migrate:up\nSELECT 1;\n-- ROLLBACK\n-- DROP TABLE a;\n",
        "-- revision: it\n\n-- migrate:up\nSELECT 1;\n-- Down\n\n-- migrate:down\nSELECT 2;\n",
        "-- revision: it\n-- Upgrade\n\n-- migrate:up\nSELECT 1;\n",
    ] {
        assert_eq!(read_one(text).1, [], "{text}");
    }
    let text = "-- revision: it\n\n-- migrate:up\n-- Rollback\n-- down\nDROP TABLE a;\n-- undo\n";
    let lines: Vec<usize> = read_one(text)
        .1
        .iter()
        .filter_map(|it| it.location.as_ref().map(|at| at.line))
        .collect();
    assert_eq!(lines, [5]);
}

#[test]
fn remarks_and_statements() {
    for line in [
        "-- migrate the data down to one row",
        "-- migrate the emails",
        "-- migrate db",
        "-- Migration",
        "-- a migration",
        "-- migrations up to here ran in production",
        "-- migrated from the old schema",
        "-- see migrate:down below",
        "-- roll it back by hand",
        "-- roll back the rename",
        "-- rollback DROP TABLE a;",
        "-- scroll down",
        "-- back up",
        "-- Add down migration script here",
        "-- the table of towns",
        "-- town",
        "-- own",
        "-- set up",
        "-- upgrade path: none",
        "-- down payments",
        "-- This migration has no way down",
        "-- +goose StatementBegin",
        "-- =======================",
        "--",
        "ROLLBACK;",
        "  down,",
        "  up,",
        "  migrate, down",
        "  migrate_down,",
        "  migrate.down",
        "  - down",
        "  @down,",
        "'migrate:down',",
        "('migrate:down'),",
        "\"migrate:down\"",
        "x := migrate[up:down];",
    ] {
        let text = between(line);
        let (script, diagnostics) = read_one(&text);
        assert_eq!(diagnostics, [], "{line:?}");
        assert!(
            section(&script, Direction::Upgrade).contains(line),
            "{line:?}"
        );
    }
}

/// Characters that people type by mistake, or that look like nothing.
const TYPED: &str = "adgimnoprtuwxz1:;.,_-#/*@+!'\"= \t\u{200b}\u{e9}";

/// Every line that one slip of the fingers makes of `line`: a character left out, put in, replaced,
/// or swapped with the next.
fn slips(line: &str) -> BTreeSet<String> {
    let characters: Vec<char> = line.chars().collect();
    let mut slips = BTreeSet::new();
    let mut add = |characters: Vec<char>| {
        slips.insert(characters.into_iter().collect());
    };
    for place in 0..=characters.len() {
        for typed in TYPED.chars() {
            let mut put_in = characters.clone();
            put_in.insert(place, typed);
            add(put_in);
            if place < characters.len() {
                let mut replaced = characters.clone();
                replaced[place] = typed;
                add(replaced);
            }
        }
        if place < characters.len() {
            let mut left_out = characters.clone();
            left_out.remove(place);
            add(left_out);
        }
        if place + 1 < characters.len() {
            let mut swapped = characters.clone();
            swapped.swap(place, place + 1);
            add(swapped);
        }
    }
    slips
}

#[test]
fn every_marker_with_one_slip_is_safe() {
    for options in ["", " transaction:false", " transaction:true"] {
        for line in slips(&format!("-- migrate:down{options}")) {
            assert!(is_safe_downgrade(&line), "{line:?}");
        }
        for line in slips(&format!("-- migrate:up{options}")) {
            assert!(is_safe_upgrade(&line), "{line:?}");
        }
    }
}

/// All of them are a million. All are safe; of those that follow each first slip, one in so many, from
/// a place of its own on, meets every kind of them in seconds.
const SAMPLE: usize = 101;

#[test]
fn every_marker_with_two_slips_is_safe() {
    for (first, line) in slips("-- migrate:down").into_iter().enumerate() {
        for line in slips(&line)
            .into_iter()
            .skip(first % SAMPLE)
            .step_by(SAMPLE)
        {
            assert!(is_safe_downgrade(&line), "{line:?}");
        }
    }
    for (first, line) in slips("-- migrate:up").into_iter().enumerate() {
        for line in slips(&line)
            .into_iter()
            .skip(first % SAMPLE)
            .step_by(SAMPLE)
        {
            assert!(is_safe_upgrade(&line), "{line:?}");
        }
    }
}

/// One slip anywhere, with any character but a line's end.
fn slip() -> impl Strategy<Value = (usize, u8, char)> {
    (any::<usize>(), 0_u8..4, any::<char>())
        .prop_filter("a line has no end inside it", |(_, _, typed)| {
            *typed != '\n'
        })
}

fn with_slip(line: &str, (place, kind, typed): (usize, u8, char)) -> String {
    let mut characters: Vec<char> = line.chars().collect();
    let place = place % characters.len();
    match kind {
        0 => characters.insert(place, typed),
        1 => characters[place] = typed,
        2 => drop(characters.remove(place)),
        _ => {
            let place = place.min(characters.len() - 2);
            characters.swap(place, place + 1);
        }
    }
    characters.into_iter().collect()
}

proptest! {
    #[test]
    fn a_marker_with_two_slips_is_safe(first in slip(), second in slip(), options in 0..3_usize) {
        let options = ["", " transaction:false", " transaction:true"][options];
        let down = with_slip(&with_slip(&format!("-- migrate:down{options}"), first), second);
        prop_assert!(is_safe_downgrade(&down), "{down:?}");
        let up = with_slip(&with_slip(&format!("-- migrate:up{options}"), first), second);
        prop_assert!(is_safe_upgrade(&up), "{up:?}");
    }
}
