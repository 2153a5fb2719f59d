//! Putting a branch behind another revision.

use limbeck_planner::project::Project;
use limbeck_planner::rebase::{Rebase, RebaseError, rebase, recorded};
use limbeck_planner::source::File;

fn script(id: &str, down_revision: Option<&str>) -> File {
    let parent = down_revision.map_or_else(String::new, |it| format!("-- down_revision: {it}\n"));
    File::new(
        format!("versions/{id}.sql"),
        format!(
            "-- revision: {id}\n{parent}-- message: {id}\n\n-- migrate:up\n\n-- migrate:down\n"
        ),
    )
}

/// root ← main1 ← main2, and root ← one ← two ← three.
fn branches() -> Vec<File> {
    vec![
        script("root", None),
        script("main1", Some("root")),
        script("main2", Some("main1")),
        script("one", Some("root")),
        script("two", Some("one")),
        script("three", Some("two")),
    ]
}

fn put(files: Vec<File>, revision: &str, onto: Option<&str>) -> Result<Rebase, RebaseError> {
    let project = Project::load_versions(files);
    let history = project.history().expect("it is a history").clone();
    rebase(&project, &history, revision, onto)
}

/// The history after the change has been written.
fn heads_after(mut files: Vec<File>, rebase: &Rebase) -> Vec<String> {
    let file = files
        .iter_mut()
        .find(|file| file.path == rebase.path)
        .expect("the script is there");
    let text = String::from_utf8(file.bytes.clone()).expect("it is text");
    file.bytes = rebase.edit.apply(&text).into_bytes();
    let project = Project::load_versions(files);
    let history = project.history().expect("it is a history");
    history.heads().into_iter().map(str::to_owned).collect()
}

#[test]
fn any_revision_of_the_branch_means_the_branch() {
    for revision in ["one", "two", "three"] {
        for onto in [None, Some("main2")] {
            let found = put(branches(), revision, onto).expect("it can be done");
            assert_eq!(found.first, "one");
            assert_eq!(found.from, ["root"]);
            assert_eq!(found.onto, "main2");
            assert_eq!(found.moved, ["one", "two", "three"]);
            assert_eq!(heads_after(branches(), &found), ["three"]);
        }
    }
}

#[test]
fn every_other_byte_stays() {
    let texts = [
        ("-- down_revision: root", "-- down_revision: main2"),
        ("-- down_revision:   root  ", "-- down_revision:   main2  "),
        ("-- down_revision:root", "-- down_revision:main2"),
    ];
    for (before, after) in texts {
        for end in ["\n", "\r\n"] {
            let text = |line: &str| {
                let text = format!(
                    "-- revision: one\n{line}\n-- owner: Zoë\n\n-- migrate:up\nSELECT 1 ;\n\n-- migrate:down\n"
                );
                text.replace('\n', end)
            };
            let mut files = branches();
            files[3] = File::new("versions/one.sql", text(before));
            let found = put(files, "one", Some("main2")).expect("it can be done");
            assert_eq!(found.edit.apply(&text(before)), text(after));
        }
    }
}

#[test]
fn a_base_can_go_behind_something() {
    for line in ["", "-- down_revision:\n", "-- down_revision: \n"] {
        let text = |line: &str| {
            format!("-- revision: other\n{line}-- message: m\n\n-- migrate:up\n\n-- migrate:down\n")
        };
        let mut files = branches();
        files.push(File::new("versions/other.sql", text(line)));
        let found = put(files, "other", Some("main2")).expect("it can be done");
        assert_eq!(found.from, Vec::<String>::new());
        assert_eq!(
            found.edit.apply(&text(line)),
            text("-- down_revision: main2\n")
        );
    }
}

#[test]
fn what_cannot_be_done_is_refused() {
    let told = |revision: &str, onto: Option<&str>| {
        let error = put(branches(), revision, onto).expect_err("it is refused");
        error.to_string()
    };
    assert_eq!(told("nowhere", None), "there is no revision `nowhere`");
    assert_eq!(
        told("one", Some("nowhere")),
        "there is no revision `nowhere`"
    );
    assert_eq!(
        told("one", Some("three")),
        "`three` is or follows `one`, which cannot go behind it"
    );
    assert_eq!(
        told("one", Some("one")),
        "`one` is or follows `one`, which cannot go behind it"
    );
    assert_eq!(
        told("root", Some("main2")),
        "`main2` is or follows `root`, which cannot go behind it"
    );
    assert_eq!(told("three", Some("root")), "`one` follows `root` already");
    assert_eq!(told("root", None), "there is no other head to go onto");
    let mut files = branches();
    files.push(script("more", Some("root")));
    let error = put(files, "one", None).expect_err("it is refused");
    assert_eq!(
        error.to_string(),
        "there are several heads to go onto: main2, more"
    );
}

#[test]
fn a_branch_that_joins_what_the_new_place_has_is_refused() {
    let mut files = branches();
    files.push(script("join", Some("three, main1")));
    let error = put(files, "join", Some("main2")).expect_err("it is refused");
    assert_eq!(
        error.to_string(),
        "`join` joins the branch of `join` with `main1`, which `main2` has, too"
    );
    let mut files = branches();
    files.push(script("beside", Some("root")));
    files.push(script("join", Some("three, beside")));
    let error = put(files, "join", Some("main2")).expect_err("it is refused");
    assert_eq!(
        error.to_string(),
        "the branch of `join` begins at several revisions: beside, one"
    );
}

#[test]
fn what_a_database_has_is_told() {
    let project = Project::load_versions(branches());
    let history = project.history().expect("it is a history");
    let found = rebase(&project, history, "three", None).expect("it can be done");
    let recorded = |rows: &[&str]| {
        let rows: Vec<String> = rows.iter().map(|&row| row.to_owned()).collect();
        recorded(history, &found.moved, &rows).join(" ")
    };
    assert_eq!(recorded(&[]), "");
    assert_eq!(recorded(&["main2"]), "");
    assert_eq!(recorded(&["two"]), "one two");
    assert_eq!(recorded(&["main2", "one"]), "one");
    assert_eq!(recorded(&["three"]), "one two three");
}
