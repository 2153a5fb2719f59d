use crate::sandbox::Sandbox;

#[test]
fn a_sound_project() {
    insta::assert_snapshot!(Sandbox::line().session(&["check", "check --format json"]));
}

#[test]
fn two_heads_and_no_way_back() {
    let sandbox = Sandbox::fork();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: bbb222\n\n-- migrate:up\nSELECT 1;\n",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "check",
        "check --allow-irreversible",
        "check --allow-multiple-heads",
        "check --allow-multiple-heads --allow-irreversible",
        "check --format json",
    ]));
}

#[test]
fn faults_of_scripts() {
    let sandbox = Sandbox::line();
    sandbox.script(
        "ddd444_.sql",
        "-- revision: ddd444\n-- down_revision: ccc333\n\n-- migrate:up\nSELECT 'open;\n\n-- migrate:down\nSELECT 1;\n",
    );
    insta::assert_snapshot!(sandbox.session(&["check", "check --allow-faults"]));
}
