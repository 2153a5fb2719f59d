use crate::sandbox::Sandbox;

#[test]
fn one_two_and_none() {
    let mut said = Sandbox::project().session(&["heads"]);
    said += &Sandbox::line().session(&["heads", "heads -v", "heads --format json"]);
    said += &Sandbox::fork().session(&["heads"]);
    insta::assert_snapshot!(said);
}

#[test]
fn a_head_that_another_depends_on() {
    let sandbox = Sandbox::fork();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: bbb222\n-- depends_on: ccc333\n\n-- migrate:up\n",
    );
    insta::assert_snapshot!(sandbox.session(&["heads", "heads --resolve-dependencies"]));
}

#[test]
fn whoever_reads_may_go_away() {
    let sandbox = Sandbox::project();
    for number in 0..3000 {
        sandbox.revision(&format!("r{number}"), "", "a message to fill the pipe with");
    }
    let mut child = sandbox
        .command(&["heads"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
