use crate::sandbox::Sandbox;

fn edit(sandbox: &Sandbox, revision: &str, variables: &[(&str, &str)]) -> String {
    let arguments = ["edit", revision];
    let mut command = sandbox.command(&arguments);
    let output = command.envs(variables.iter().copied()).output().unwrap();
    sandbox.describe(&arguments, &output)
}

#[test]
fn an_editor_gets_the_paths() {
    let sandbox = Sandbox::fork();
    let mut said = edit(&sandbox, "heads", &[("EDITOR", "echo --wait 'two words'")]);
    said += &edit(&sandbox, "aaa1", &[("EDITOR", "false"), ("VISUAL", "echo")]);
    insta::assert_snapshot!(said);
}

#[test]
fn refusals() {
    let sandbox = Sandbox::line();
    let mut said = edit(&sandbox, "head", &[]);
    said += &edit(&sandbox, "head", &[("EDITOR", "no-such-editor-anywhere")]);
    said += &edit(&sandbox, "head", &[("EDITOR", "false")]);
    said += &edit(&sandbox, "nope", &[("EDITOR", "echo")]);
    said += &edit(&sandbox, "current", &[("EDITOR", "echo")]);
    insta::assert_snapshot!(said);
}
