use super::SectionTransaction;

/// What a new script declares.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewScript {
    /// The id.
    pub revision: String,
    /// The ids that it follows.
    pub down_revisions: Vec<String>,
    /// The branch labels that it owns.
    pub branch_labels: Vec<String>,
    /// The ids or labels that it depends on.
    pub depends_on: Vec<String>,
    /// When it was written, as it is to stand in the header.
    pub created: String,
    /// What it is for. Line breaks in it become spaces, since a header's value is one line.
    pub message: String,
    /// The upgrade.
    pub upgrade: NewSection,
    /// The downgrade.
    pub downgrade: NewSection,
}

/// One direction of a new script.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewSection {
    /// The statements, or nothing yet.
    pub sql: String,
    /// Whether they may run inside a transaction.
    pub transaction: SectionTransaction,
}

/// The text of a new script.
///
/// What this gives, [`read`](super::read) reads back as the same revision, provided that the
/// values hold neither line breaks (the message may) nor, in lists, commas.
pub fn compose(script: &NewScript) -> String {
    let mut text = String::new();
    for (key, value) in [
        ("revision", script.revision.clone()),
        ("down_revision", script.down_revisions.join(", ")),
        ("branch_labels", script.branch_labels.join(", ")),
        ("depends_on", script.depends_on.join(", ")),
        ("created", script.created.clone()),
        ("message", one_line(&script.message)),
    ] {
        let line = format!("-- {key}: {value}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&section_text("up", &script.upgrade));
    text.push('\n');
    text.push_str(&section_text("down", &script.downgrade));
    text
}

/// The text of a section: its marker, of the direction `up` or `down`, and its statements.
pub fn section_text(direction: &str, section: &NewSection) -> String {
    let mut text = format!("-- migrate:{direction}");
    if section.transaction == SectionTransaction::Outside {
        text.push_str(" transaction:false");
    }
    text.push('\n');
    let sql = section.sql.trim_end();
    if !sql.is_empty() {
        text.push_str(sql);
        text.push('\n');
    }
    text
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a new script's file: `<revision>_<slug>.sql`.
///
/// The slug is the words of the message in lower case with underscores between them; one of more
/// than `longest_slug` characters is cut behind its last whole word. That is Alembic's rule
/// (`ScriptDirectory._rev_path`; its `truncate_slug_length` is 40 by default).
pub fn file_name(revision: &str, message: &str, longest_slug: usize) -> String {
    let words: Vec<&str> = message
        .split(|character: char| !(character.is_alphanumeric() || character == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut slug = words.join("_").to_lowercase();
    if let Some((end, _)) = slug.char_indices().nth(longest_slug) {
        slug.truncate(end);
        if let Some(word) = slug.rfind('_') {
            slug.truncate(word);
        }
        slug.push('_');
    }
    format!("{revision}_{slug}.sql")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{File, VersionFolders, read};

    #[test]
    fn what_is_composed_reads_back() {
        let new = NewScript {
            revision: "ae1027a6acf0".to_owned(),
            down_revisions: vec!["1975ea83b712".to_owned(), "27c6a30d7c24".to_owned()],
            branch_labels: vec!["shop".to_owned()],
            depends_on: Vec::new(),
            created: "2026-11-22 14:00:00+00:00".to_owned(),
            message: "add email\nto account".to_owned(),
            upgrade: NewSection {
                sql: "ALTER TABLE account ADD COLUMN email TEXT;".to_owned(),
                transaction: SectionTransaction::Outside,
            },
            downgrade: NewSection {
                sql: "ALTER TABLE account DROP COLUMN email;\n".to_owned(),
                transaction: SectionTransaction::Inside,
            },
        };
        let text = compose(&new);
        insta::assert_snapshot!(text, @r"
        -- revision: ae1027a6acf0
        -- down_revision: 1975ea83b712, 27c6a30d7c24
        -- branch_labels: shop
        -- depends_on:
        -- created: 2026-11-22 14:00:00+00:00
        -- message: add email to account

        -- migrate:up transaction:false
        ALTER TABLE account ADD COLUMN email TEXT;

        -- migrate:down
        ALTER TABLE account DROP COLUMN email;
        ");
        let (scripts, diagnostics) = read(vec![File::new("a.sql", text)], VersionFolders::Named);
        assert_eq!(diagnostics, []);
        assert_eq!(scripts[0].revision.down_revisions, new.down_revisions);
        assert_eq!(scripts[0].revision.message, "add email to account");
        assert_eq!(scripts[0].upgrade.transaction, SectionTransaction::Outside);
        let downgrade = scripts[0].downgrade.as_ref();
        assert!(downgrade.is_some_and(|it| it.transaction == SectionTransaction::Inside));
    }

    #[test]
    fn file_names_follow_alembics_rule() {
        let name = |message| file_name("ae10", message, 40);
        assert_eq!(
            name("Add e-mail, to Account!"),
            "ae10_add_e_mail_to_account.sql"
        );
        assert_eq!(name(""), "ae10_.sql");
        assert_eq!(
            name("a message that is much longer than forty characters"),
            "ae10_a_message_that_is_much_longer_than_.sql"
        );
        assert_eq!(file_name("ae10", "überlange_wörter", 4), "ae10_über_.sql");
    }
}
