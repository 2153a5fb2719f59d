use crate::sandbox::Sandbox;

/// `main`, and three branches of it.
fn branches() -> Sandbox {
    let sandbox = Sandbox::repository();
    sandbox.branch("feature-a", "main");
    sandbox.step(
        "bbb222",
        "aaa111",
        "ALTER TABLE account ADD COLUMN nick text;",
    );
    sandbox.commit();
    sandbox.branch("feature-b", "main");
    sandbox.step(
        "ccc333",
        "aaa111",
        "ALTER TABLE account ADD COLUMN nick varchar(20);",
    );
    sandbox.step("ddd444", "ccc333", "CREATE INDEX ON account (nick);");
    sandbox.commit();
    sandbox.branch("feature-c", "main");
    sandbox.step("eee555", "aaa111", "CREATE TABLE purchase (id integer);");
    sandbox.commit();
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.step(
        "fff666",
        "aaa111",
        "UPDATE account SET email = lower(email);",
    );
    sandbox.commit();
    sandbox.branch("feature-d", "feature-c");
    sandbox.step(
        "aaa777",
        "eee555",
        "ALTER TABLE account ALTER COLUMN email SET NOT NULL;",
    );
    sandbox.commit();
    sandbox.git(&["checkout", "--quiet", "feature-a"]);
    sandbox
}

#[test]
fn branches_beside_each_other() {
    let sandbox = branches();
    insta::assert_snapshot!(sandbox.session(&[
        "conflicts --against main --ref feature-*",
        "conflicts --ref feature-a --ref feature-b --format json",
        "conflicts --ref main --ref feature-d --format github",
        "conflicts --ref feature-a --ref feature-c",
    ]));
    // Nothing was checked out or written.
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(
        sandbox.git(&["count-objects"]),
        sandbox.git(&["count-objects"])
    );
}

#[test]
fn heads_of_the_scripts_here() {
    let sandbox = Sandbox::project();
    sandbox.step(
        "aaa111",
        "",
        "CREATE TABLE account (id integer, email text);",
    );
    sandbox.step(
        "bbb222",
        "aaa111",
        "ALTER TABLE account RENAME COLUMN email TO mail;",
    );
    sandbox.step(
        "ccc333",
        "aaa111",
        "CREATE INDEX account_email ON account (email);",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "conflicts",
        "conflicts bbb222 aaa111",
        "conflicts bbb222",
        "conflicts nowhere bbb222",
    ]));
}

#[test]
fn what_git_does_not_tell() {
    let sandbox = branches();
    insta::assert_snapshot!(sandbox.session(&[
        "conflicts --ref main --ref featur-a",
        "conflicts --ref main --ref nothing-*",
        "conflicts --ref main",
        "conflicts --ref main --ref feature-a:versions",
        "conflicts --against main",
    ]));
    sandbox.git(&["checkout", "--quiet", "--orphan", "elsewhere"]);
    sandbox.git(&["commit", "--quiet", "--message=unrelated"]);
    sandbox.git(&["rm", "--quiet", "-r", "versions"]);
    sandbox.git(&["commit", "--quiet", "--message=without scripts"]);
    sandbox.git(&["checkout", "--quiet", "main"]);
    insta::assert_snapshot!(sandbox.session(&[
        "conflicts --ref main --ref elsewhere",
        "conflicts --ref main --ref elsewhere~1",
    ]));
    insta::assert_snapshot!(Sandbox::fork().run(&["conflicts", "--ref", "a", "--ref", "b"]));
}

#[test]
fn a_shallow_clone() {
    let sandbox = branches();
    let clone = Sandbox::empty();
    let origin = format!("file://{}", sandbox.folder().display());
    clone.git(&[
        "clone",
        "--quiet",
        "--depth=1",
        "--no-single-branch",
        &origin,
        "clone",
    ]);
    let told = clone.run(&[
        "--config",
        "clone/limbeck.toml",
        "conflicts",
        "--ref",
        "origin/main",
        "--ref",
        "origin/feature-a",
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn one_script_that_two_branches_change() {
    let sandbox = branches();
    let text = sandbox.read("versions/aaa111_.sql");
    for (branch, email) in [("feature-a", "varchar(100)"), ("feature-c", "varchar(200)")] {
        sandbox.git(&["checkout", "--quiet", branch]);
        sandbox.script(
            "aaa111_.sql",
            text.replace("email text", &format!("email {email}")),
        );
        sandbox.commit();
    }
    insta::assert_snapshot!(sandbox.session(&[
        "conflicts --against main --ref feature-a --ref feature-c",
        "conflicts --against main --ref feature-a",
    ]));
}

/// What a branch has is told by ids: another one may call the file otherwise.
#[test]
fn a_script_that_another_branch_calls_otherwise() {
    let sandbox = Sandbox::repository();
    sandbox.step(
        "bbb222",
        "aaa111",
        "ALTER TABLE account ADD COLUMN nick text;",
    );
    sandbox.commit();
    sandbox.branch("renaming", "main");
    sandbox.git(&["mv", "versions/bbb222_.sql", "versions/0002_nick.sql"]);
    sandbox.commit();
    sandbox.branch("adding", "main");
    sandbox.step("ccc333", "bbb222", "CREATE TABLE purchase (id integer);");
    sandbox.commit();
    insta::assert_snapshot!(sandbox.session(&[
        "conflicts --ref renaming --ref adding",
        "conflicts --against renaming --ref adding --ref main",
    ]));
}

#[test]
fn a_branch_of_git_that_is_named_as_a_revision() {
    let sandbox = branches();
    insta::assert_snapshot!(sandbox.session(&["conflicts feature-a feature-b"]));
}
