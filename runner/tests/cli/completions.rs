use crate::sandbox::Sandbox;

#[test]
fn for_every_shell() {
    let sandbox = Sandbox::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = sandbox.stdout(&["completions", shell]);
        assert!(script.contains("ensure_version"), "{shell}");
    }
}
