//! What somebody wrote of a new revision.

use limbeck_planner::sql::Dialect;

use crate::state::Project;
use crate::worker::{DeclaredFile, RenameAnswer, RenameView};

/// What the file is called that nobody opened.
const FILE_NAME: &str = "schema.sql";

/// What is written for one project and dialect. It stays as long as the page does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// What was written as the declared schema; none where nobody wrote anything, so that it is the
    /// project's.
    pub files: Option<Vec<DeclaredFile>>,
    /// What the project declares itself; nothing where it does not, so that it is the history's
    /// schema.
    pub given: Vec<DeclaredFile>,
    /// Which of the files is edited.
    pub active: usize,
    /// What was in the place of the files before something else was put there, to be put back.
    pub replaced: Option<Vec<DeclaredFile>>,
    /// What was said of renames, in the order of saying.
    pub answers: Vec<RenameAnswer>,
    /// What the revision is for.
    pub message: String,
    /// The head that it follows; none for all of them.
    pub follows: Option<String>,
    /// The revision's id.
    pub revision: String,
}

/// What a draft is for. Folders are often called the same, so the oldest revision tells projects
/// apart, too: that one does not change while others are added.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DraftKey {
    name: String,
    oldest: Option<String>,
    dialect: Dialect,
}

impl DraftKey {
    /// The key of drafts for `project`.
    pub fn of(project: &Project, dialect: Dialect) -> Self {
        Self {
            name: project.overview.name.clone(),
            oldest: project.overview.rows.last().map(|row| row.id.clone()),
            dialect,
        }
    }

    /// Whether `next` is the same project with its first revision, which it did not have before.
    pub fn has_begun(&self, next: &Self) -> bool {
        self.oldest.is_none() && self.name == next.name && self.dialect == next.dialect
    }
}

impl Draft {
    /// The files of the declared schema; none where it is the history's.
    pub fn files(&self) -> &[DeclaredFile] {
        self.files.as_deref().unwrap_or(&self.given)
    }

    /// The file that is edited, where there is one.
    pub fn active_file(&self) -> Option<&DeclaredFile> {
        let files = self.files();
        files.get(self.active).or_else(|| files.first())
    }

    /// The path of the file that is edited.
    pub fn active_path(&self) -> &str {
        self.active_file().map_or(FILE_NAME, |file| &file.path)
    }

    /// Puts `text` into the file that is edited.
    pub fn write(&mut self, text: String) {
        let given = &self.given;
        let files = self.files.get_or_insert_with(|| match given.as_slice() {
            [] => vec![DeclaredFile {
                path: FILE_NAME.to_owned(),
                text: String::new(),
            }],
            given => given.to_vec(),
        });
        let active = self.active.min(files.len().saturating_sub(1));
        if let Some(file) = files.get_mut(active) {
            file.text = text;
        }
        self.replaced = None;
    }

    /// Puts other files in the place of those that are there, or what was there at first.
    pub fn replace(&mut self, files: Option<Vec<DeclaredFile>>) {
        self.replaced = std::mem::replace(&mut self.files, files);
        self.active = 0;
    }

    /// Puts the files back that were replaced last.
    pub fn put_back(&mut self) {
        if let Some(files) = self.replaced.take() {
            self.files = Some(files);
            self.active = 0;
        }
    }

    /// Takes an answer, in the place of an earlier one to the same question.
    pub fn answer(&mut self, rename: RenameView, is_rename: bool) {
        self.take_back(&rename);
        self.answers.push(RenameAnswer { rename, is_rename });
    }

    /// Takes the answer to a question back.
    pub fn take_back(&mut self, rename: &RenameView) {
        self.answers.retain(|answer| answer.rename != *rename);
    }

    /// The heads that the revision follows, of those that there are.
    pub fn parents(&self, heads: &[String]) -> Vec<String> {
        match &self.follows {
            Some(head) if heads.contains(head) => vec![head.clone()],
            _ => heads.to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_replaced_can_be_put_back() {
        let mut draft = Draft::default();
        draft.write("one".to_owned());
        draft.replace(None);
        assert_eq!(draft.active_file(), None);
        draft.put_back();
        assert_eq!(draft.active_file().map(|it| it.text.as_str()), Some("one"));
        // What is written then is the newer.
        draft.replace(None);
        draft.write("two".to_owned());
        draft.put_back();
        assert_eq!(draft.active_file().map(|it| it.text.as_str()), Some("two"));
    }

    #[test]
    fn what_the_project_declares_is_written_on() {
        let file = |path: &str| DeclaredFile {
            path: path.to_owned(),
            text: path.to_owned(),
        };
        let mut draft = Draft {
            given: vec![file("a.sql"), file("b.sql")],
            active: 1,
            ..Draft::default()
        };
        assert_eq!(draft.active_path(), "b.sql");
        draft.write("new".to_owned());
        let texts: Vec<_> = draft.files().iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["a.sql", "new"]);
        draft.replace(None);
        assert_eq!(draft.active_path(), "a.sql");
    }

    #[test]
    fn a_head_that_is_gone_is_not_followed() {
        let heads = ["a".to_owned(), "b".to_owned()];
        let mut draft = Draft::default();
        assert_eq!(draft.parents(&heads), heads);
        draft.follows = Some("b".to_owned());
        assert_eq!(draft.parents(&heads), ["b"]);
        assert_eq!(draft.parents(&heads[..1]), ["a"]);
    }

    #[test]
    fn a_question_has_one_answer() {
        let rename = RenameView {
            namespace: None,
            table: None,
            from: "a".to_owned(),
            to: "b".to_owned(),
        };
        let mut draft = Draft::default();
        draft.answer(rename.clone(), true);
        draft.answer(rename.clone(), false);
        let said: Vec<bool> = draft.answers.iter().map(|it| it.is_rename).collect();
        assert_eq!(said, [false]);
        draft.take_back(&rename);
        assert_eq!(draft.answers, []);
    }
}
